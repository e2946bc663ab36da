import type { JsonSchema } from '../json-schema.js';
import type { ErrorNode } from '../nodes.js';
import type { ContractChange } from './contract-change.js';
import { diffNamed } from './diff-named.js';
import { diffSchemas } from './diff-schemas.js';

export function diffErrors(
  before: readonly ErrorNode[],
  after: readonly ErrorNode[],
): readonly ContractChange[] {
  const codes = new Set(after.map((error) => error.code));
  return diffNamed(before, after, {
    removed: ({ name, code }) => [
      {
        kind: 'removed',
        impact: codes.has(code) ? 'compatible' : 'breaking',
        path: `errors.${name}`,
        message: codes.has(code)
          ? `is gone; another error has its code "${code}"`
          : `is gone, and with it the code "${code}"`,
      },
    ],
    added: ({ name }) => [{ kind: 'added', impact: 'compatible', path: `errors.${name}`, message: 'is new' }],
    kept: diffError,
  });
}

function diffError(before: ErrorNode, after: ErrorNode): readonly ContractChange[] {
  const path = `errors.${after.name}`;
  const differing = (['status', 'code'] as const).filter((key) => before[key] !== after[key]);
  return [
    ...differing.map((key): ContractChange => ({
      kind: 'changed',
      impact: 'breaking',
      path: `${path}.${key}`,
      message: `is ${after[key]} (was ${before[key]})`,
    })),
    ...diffSchemas(fieldsSchema(before), fieldsSchema(after), {
      path,
      use: 'result',
      defs: { before: before.$defs, after: after.$defs },
    }),
  ];
}

function fieldsSchema({ fields }: ErrorNode): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, field.schema])),
    required: fields.filter((field) => !field.optional).map((field) => field.name),
  };
}
