import type { ModelNode } from '@persist/contract';
import type { SortKey } from '../store/query-plan.js';
import { auditFields } from './audit-fields.js';
import { filterableFields, type FilterableField } from './filterable-fields.js';
import { whyNotFilterable } from './why-not-filterable.js';

/** What is listed, and how it can be asked for. */
export interface ListSource {
  /** Cursors of one source are refused by others. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, FilterableField>;
  /** Names of the fields to sort by. */
  readonly sortable: readonly string[];
  /** The field that no two items share: every order ends with it. */
  readonly key: string;
  readonly defaultOrder: SortKey;
  /** Says more of a name that is not among the fields. */
  readonly explain: (name: string) => string | undefined;
}

/** The records of a model, by creation unless asked otherwise. */
export function recordSource(model: ModelNode): ListSource {
  const fields = filterableFields(model);
  return {
    name: model.name,
    fields,
    sortable: [...fields.keys()],
    key: 'id',
    defaultOrder: { field: 'createdAt', direction: 'asc' },
    explain: (name) => whyNotFilterable(model, name),
  };
}

/** The record whose history is listed. */
export interface AuditTarget {
  readonly model: string;
  readonly id: string;
}

/** The history of one record, newest first unless asked otherwise. */
export function auditSource({ model, id }: AuditTarget): ListSource {
  return {
    name: `${model}/${id}/_audits`,
    fields: auditFields,
    sortable: ['version'],
    key: 'version',
    defaultOrder: { field: 'version', direction: 'desc' },
    explain: () => undefined,
  };
}
