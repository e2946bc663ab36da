import { problemSchema, type JsonSchema } from '@persist/contract';
import { problemCatalogue, type ProblemCode } from '../problems/problem-catalogue.js';

/** Schema of the problem document with one code of the catalogue. */
export function cataloguedProblemSchema(code: ProblemCode): JsonSchema {
  const general = problemSchema();
  const { properties = {}, required = [] } = extensions[code] ?? {};
  const { status, title } = problemCatalogue[code];
  return {
    ...general,
    properties: {
      ...general.properties,
      title: { type: 'string', const: title },
      status: { type: 'integer', const: status },
      code: { type: 'string', const: code },
      ...properties,
    },
    required: [...(general.required ?? []), ...required],
  };
}

/** What the toolkit may answer to any request. Naming the codes keeps a client's narrowing by `code` exact. */
export function anyProblemSchema(): JsonSchema {
  const general = problemSchema();
  const code: JsonSchema = { type: 'string', enum: Object.keys(problemCatalogue).sort() };
  return { ...general, properties: { ...general.properties, code } };
}

/** `not_found` → `NotFoundProblem` */
export function problemName(code: ProblemCode): string {
  return `${pascalCase(code)}Problem`;
}

/** `not_found` → `NotFound` */
export function pascalCase(code: string): string {
  return code.replace(/(?:^|_)(.)/g, (_match, letter: string) => letter.toUpperCase());
}

const violations: JsonSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      path: {
        type: 'string',
        description: 'From the payload; empty for the payload itself.',
        examples: ['accounts[0].name'],
      },
      message: { type: 'string', examples: ['must not be empty'] },
    },
    required: ['path', 'message'],
  },
};

const unknownIds: JsonSchema = {
  type: 'array',
  items: { type: 'string', format: 'uuid' },
  description: 'In a bulk call, the first of the ids that no record has.',
};

const takenField: JsonSchema = { type: 'string', description: 'What is taken; left out where that is private.' };

const extensions: Readonly<Partial<Record<ProblemCode, JsonSchema>>> = {
  validation_error: { properties: { errors: violations }, required: ['errors'] },
  bad_request: { properties: { errors: violations } },
  not_found: { properties: { ids: unknownIds } },
  unique_conflict: { properties: { field: takenField } },
  optimistic_lock_conflict: { properties: { currentVersion: { type: 'integer' } } },
};
