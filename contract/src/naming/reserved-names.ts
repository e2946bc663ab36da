import { memberPath } from './names.js';

/** The framework's own facts about a record; a model may not declare fields of these names. */
export const recordFieldNames = ['id', 'version', 'createdAt', 'updatedAt'] as const;

export type RecordFieldName = (typeof recordFieldNames)[number];

/** Members that problem documents have by themselves; a domain error may not declare public fields of these names. */
export const problemMemberNames = [
  'type',
  'title',
  'status',
  'detail',
  'code',
  'instance',
  'correlationId',
  'recordId',
] as const;

export type ProblemMemberName = (typeof problemMemberNames)[number];

export function isRecordFieldName(name: string): name is RecordFieldName {
  return (recordFieldNames as readonly string[]).includes(name);
}

export function isProblemMemberName(name: string): name is ProblemMemberName {
  return (problemMemberNames as readonly string[]).includes(name);
}

/** Whether a command or query of this name would hide a route of the framework: `/{id}/views`, `/{id}/_…`. */
export function isReservedMethodName(method: string): boolean {
  return method.startsWith('_') || memberPath(method) === 'views';
}
