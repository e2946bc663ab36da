import type { ErrorNode } from '@persist/contract';
import { problemCatalogue, type CatalogueEntry, type ProblemCode } from '../problems/problem-catalogue.js';
import { component, type Content, type Reference, type Response, type Responses } from './document.js';
import { pascalCase, problemName } from './problem-components.js';
import { headers } from './shared-parts.js';

/** What one operation can be refused with. */
export interface Refusals {
  readonly codes: readonly ProblemCode[];
  readonly errors: readonly ErrorNode[];
}

/** The responses of refused operations. What the toolkit refuses by itself is written once and referred to. */
export class ProblemResponses {
  readonly #schemaOf: (error: ErrorNode) => Reference;
  readonly #shared: Record<string, Response> = { AnyOther: anyOther };

  /** @param schemaOf where the problem document of a domain error is described. */
  constructor(schemaOf: (error: ErrorNode) => Reference) {
    this.#schemaOf = schemaOf;
  }

  /** The components that the responses given out so far refer to. */
  get shared(): Readonly<Record<string, Response>> {
    return this.#shared;
  }

  /** One response per status, with all the problems that have it. */
  of({ codes, errors }: Refusals): Responses {
    const problems = [...errors.map((error) => this.#raised(error)), ...codes.map(catalogued)];
    const statuses = [...new Set(problems.map(({ status }) => status))].sort((a, b) => a - b);
    const byStatus = statuses.map((status) => {
      const alike = problems.filter((problem) => problem.status === status);
      return [
        String(status),
        alike.some(({ isRaised }) => isRaised) ? response(alike) : this.#share(alike),
      ] as const;
    });
    return { ...Object.fromEntries(byStatus), default: component('responses', 'AnyOther') };
  }

  #raised(error: ErrorNode): Listed {
    const { status, code, description } = error;
    return { status, code, description, schema: this.#schemaOf(error), isRaised: true, isTemporary: false };
  }

  #share(problems: readonly Listed[]): Reference {
    const name = problems.map(({ code }) => pascalCase(code)).join('Or');
    this.#shared[name] ??= response(problems);
    return component('responses', name);
  }
}

interface Listed {
  readonly status: number;
  readonly code: string;
  readonly description?: string;
  readonly schema: Reference;
  /** By the model, rather than by the toolkit. */
  readonly isRaised: boolean;
  readonly isTemporary: boolean;
}

function catalogued(code: ProblemCode): Listed {
  const { status, title, retryAfter }: CatalogueEntry = problemCatalogue[code];
  const isTemporary = retryAfter !== undefined;
  return {
    status,
    code,
    description: `${title}.`,
    schema: component('schemas', problemName(code)),
    isRaised: false,
    isTemporary,
  };
}

const anyOther: Response = {
  description: 'Any other problem.',
  headers: headers(),
  content: problemContent(component('schemas', 'Problem')),
};

function response(problems: readonly Listed[]): Response {
  const lines = problems.map(({ code, description }) =>
    [`\`${code}\``, description].filter(Boolean).join(': '),
  );
  return {
    description: lines.join('\n\n'),
    headers: problems.some(({ isTemporary }) => isTemporary) ? headers('RetryAfter') : headers(),
    content: content(problems),
  };
}

function content(problems: readonly Listed[]): Content {
  if (problems.length === 1) return problemContent(problems[0]!.schema);
  const mapping = Object.fromEntries(problems.map(({ code, schema }) => [code, schema.$ref]));
  const anyOf = problems.map(({ schema }) => schema);
  return problemContent({ anyOf, discriminator: { propertyName: 'code', mapping } });
}

function problemContent(schema: Content[string]['schema']): Content {
  return { 'application/problem+json': { schema } };
}
