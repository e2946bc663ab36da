import { constraintsOf, constraintTags, type Constraint } from '../schema/constraints-of.js';
import { docCommentOf, type DocComment, type DocTag } from '../schema/doc-comment.js';
import type { SchemaScope } from '../schema/schema-scope.js';
import type { ts } from '../typescript/ts.js';

/** What comments say of a field or parameter. */
export interface ValueDoc {
  readonly constraints: readonly Constraint[];
  /** The value's own comment: its examples. */
  readonly own: DocComment;
  readonly description?: string;
}

/** The comment before a parameter, and what its method's comment says of it. */
export function parameterDoc(parameter: ts.ParameterDeclaration, path: string, scope: SchemaScope): ValueDoc {
  const own = docCommentOf(parameter);
  const method = docCommentOf(parameter.parent);
  const name = parameter.name.getText();
  const above = { ...method, tags: constrainedParameter(method) === name ? tagsAboveParams(method) : [] };
  const description = own.summary !== '' ? own.summary : paramText(method, name);
  return {
    constraints: [...constraintsOf(above, path, scope), ...constraintsOf(own, path, scope)],
    own,
    ...(description !== undefined && { description }),
  };
}

/** Reports constraint tags in a method's comment that belong to none of its parameters. */
export function checkMethodDoc(
  method: ts.SignatureDeclaration,
  path: string,
  { problems }: Pick<SchemaScope, 'problems'>,
): void {
  const doc = docCommentOf(method);
  const target = constrainedParameter(doc);
  const bound = method.parameters.some(({ name }) => name.getText() === target) ? tagsAboveParams(doc) : [];
  const firstParam = doc.tags.findIndex(({ name }) => name === 'param');
  for (const tag of constraintTags(doc)) {
    if (bound.includes(tag)) continue;
    const after = firstParam >= 0 && doc.tags.indexOf(tag) > firstParam;
    problems.report(tag.at, after ? 'constraint_after_param' : 'constraint_on_method', path, tag.name);
  }
}

/** Constraint tags above the first `@param` are about that parameter. */
function tagsAboveParams(doc: DocComment): readonly DocTag[] {
  const firstParam = doc.tags.findIndex(({ name }) => name === 'param');
  const above = doc.tags.slice(0, Math.max(firstParam, 0));
  return constraintTags({ ...doc, tags: above });
}

function constrainedParameter(doc: DocComment): string | undefined {
  const first = doc.tags.find(({ name }) => name === 'param');
  return first === undefined ? undefined : paramParts(first)?.name;
}

function paramText(doc: DocComment, parameter: string): string | undefined {
  return doc.tags
    .filter(({ name }) => name === 'param')
    .map(paramParts)
    .find((parts) => parts?.name === parameter && parts.text !== '')?.text;
}

/** `name - what it is`, after an optional `{type}`; brackets around an optional name. */
function paramParts({ text }: DocTag): { readonly name: string; readonly text: string } | undefined {
  const match = /^(?:\{[^}]*\}\s*)?\[?([\w$]+)(?:=[^\]]*)?\]?(?:\s+(?:-\s*)?([\s\S]*))?$/.exec(text);
  if (match === null) return undefined;
  return { name: match[1]!, text: (match[2] ?? '').replaceAll(/\s*\n\s*/g, ' ').trim() };
}
