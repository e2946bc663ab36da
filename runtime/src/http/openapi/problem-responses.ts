import type { ErrorNode } from '@persist/contract';
import { problemCatalogue, type CatalogueEntry, type ProblemCode } from '../problems/problem-catalogue.js';
import { component, type Content, type Response, type Responses } from './document.js';
import { headers } from './shared-parts.js';

/** What one operation can be refused with. */
export interface Refusals {
  readonly codes: readonly ProblemCode[];
  readonly errors: readonly ErrorNode[];
}

/** Finds the component that describes the problem of a code or of a domain error. */
export interface ProblemNames {
  ofCode(code: ProblemCode): string;
  ofError(error: ErrorNode): string;
}

/** One response per status, with all the problems that share it. */
export function problemResponses({ codes, errors }: Refusals, names: ProblemNames): Responses {
  const problems = [
    ...errors.map((error) => ({ ...error, component: names.ofError(error), retryAfter: undefined })),
    ...codes.map((code) => ({ code, ...entry(code), component: names.ofCode(code) })),
  ];
  const statuses = [...new Set(problems.map(({ status }) => status))].sort((a, b) => a - b);
  const byStatus = statuses.map((status) => {
    const sharing = problems.filter((each) => each.status === status);
    return [String(status), response(sharing)] as const;
  });
  return { ...Object.fromEntries(byStatus), default: anyOther };
}

const anyOther: Response = {
  description: 'Any other problem.',
  headers: headers(),
  content: { 'application/problem+json': { schema: component('schemas', 'Problem') } },
};

interface Described {
  readonly code: string;
  readonly component: string;
  readonly description?: string;
  readonly retryAfter?: number;
}

function response(problems: readonly Described[]): Response {
  const isTemporary = problems.some(({ retryAfter }) => retryAfter !== undefined);
  return {
    description: problems
      .map(({ code, description }) => [`\`${code}\``, description].filter(Boolean).join(': '))
      .join('\n\n'),
    headers: isTemporary ? headers('RetryAfter') : headers(),
    content: content(problems),
  };
}

function content(problems: readonly Described[]): Content {
  const references = problems.map((each) => component('schemas', each.component));
  if (references.length === 1) return { 'application/problem+json': { schema: references[0]! } };
  const mapping = Object.fromEntries(
    problems.map(({ code }, position) => [code, references[position]!.$ref]),
  );
  const schema = { anyOf: references, discriminator: { propertyName: 'code', mapping } };
  return { 'application/problem+json': { schema } };
}

function entry(code: ProblemCode): CatalogueEntry {
  return problemCatalogue[code];
}
