import {
  columnName,
  filteredField,
  isRecordFieldName,
  recordFieldNames,
  type FieldNode,
  type GetterNode,
} from '@persist/contract';
import type { SchemaScope } from '../schema/schema-scope.js';
import { ts } from '../typescript/ts.js';
import { dataMember } from './data-member.js';
import { initialValue } from './initial-value.js';
import { bare } from './literal-value.js';
import { hasModifier, type Member } from './members.js';
import { storageOfField } from './storage-of-field.js';

/** A data field of a model. */
export function fieldNode(member: Member, table: string, scope: SchemaScope): FieldNode {
  checkName(member, scope);
  const { name, node, visibility } = member;
  const { schema, optional, description } = isEmptyArray(member)
    ? refuseEmptyArray(member, scope)
    : dataMember(member, scope);
  const initial = initialValue(initializerOf(node), scope.definitions.resolve(schema), scope.app.checker);
  return {
    kind: 'field',
    name,
    visibility,
    readonly: hasModifier(node, ts.SyntaxKind.ReadonlyKeyword),
    optional,
    schema,
    storage: storageOfField({ name, table, optional, schema }),
    ...(initial !== undefined && { default: initial.value }),
    ...(description !== undefined && { description }),
  };
}

/** A public getter: a computed value of the in-process handle. */
export function getterNode(member: Member, scope: SchemaScope): GetterNode {
  if (isRecordFieldName(member.name)) scope.problems.report(member.place, 'field_reserved', member.path);
  const { schema, description } = dataMember(member, scope);
  return { kind: 'getter', name: member.name, schema, ...(description !== undefined && { description }) };
}

/** Reports fields that would share a column. */
export function checkColumns(fields: readonly Member[], { problems }: SchemaScope): void {
  const columns = new Map<string, Member>();
  for (const field of fields) {
    const column = columnName(field.name);
    const other = columns.get(column);
    if (other !== undefined) problems.report(field.place, 'column_duplicate', field.path, other.path, column);
    columns.set(column, other ?? field);
  }
}

/** Reports fields whose name is also a filter of another one. */
export function checkFilters(fields: readonly Member[], { problems }: SchemaScope): void {
  const shown = fields.filter(({ visibility }) => visibility === 'public');
  const names = new Set<string>([...recordFieldNames, ...shown.map(({ name }) => name)]);
  for (const { name, path, place } of shown) {
    const other = filteredField(name);
    if (other !== undefined && names.has(other)) problems.report(place, 'filter_ambiguous', path, name, other);
  }
}

const frameworkColumns: ReadonlySet<string> = new Set(recordFieldNames.map(columnName));

function checkName({ name, path, place }: Member, { problems }: SchemaScope): void {
  const column = columnName(name);
  if (isRecordFieldName(name)) {
    problems.report(place, 'field_reserved', path);
  } else if (name === '__proto__') {
    problems.report(place, 'unsafe_property', path);
  } else if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) || column === '') {
    problems.report(place, 'member_name_invalid', path);
  } else if (frameworkColumns.has(column)) {
    problems.report(place, 'column_reserved', path, column);
  }
}

function initializerOf(node: Member['node']): ts.Expression | undefined {
  return ts.isPropertyDeclaration(node) || ts.isParameter(node) ? node.initializer : undefined;
}

/** `items = []` is an array of nothing to TypeScript. */
function isEmptyArray({ node }: Member): boolean {
  if (!('type' in node) || node.type !== undefined) return false;
  const initializer = initializerOf(node);
  const value = initializer === undefined ? undefined : bare(initializer);
  return (
    value === initializer &&
    value !== undefined &&
    ts.isArrayLiteralExpression(value) &&
    value.elements.length === 0
  );
}

function refuseEmptyArray({ path, place }: Member, { problems }: SchemaScope): ReturnType<typeof dataMember> {
  problems.report(place, 'empty_array_type', path);
  return { schema: {}, optional: false };
}
