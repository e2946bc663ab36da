import {
  errorCode,
  isProblemMemberName,
  type ErrorNode,
  type Json,
  type ParameterNode,
} from '@persist/contract';
import { docCommentOf } from '../schema/doc-comment.js';
import type { SchemaScope } from '../schema/schema-scope.js';
import { classChain } from './class-chain.js';
import { dataMember } from './data-member.js';
import { DecoratorOptions, type OptionRule } from './decorator-options.js';
import type { DomainError } from './domain-errors.js';
import type { Extraction } from './extraction.js';
import { membersOf, type Member } from './members.js';
import { finishDefinitions, nodeScope } from './node-scope.js';

/** An error class: what it answers, and which of its fields the problem document shows. */
export function errorNode(error: DomainError, extraction: Extraction): ErrorNode {
  const { checker } = extraction.app;
  const { name, node, mark, declaredBy } = error;
  if (name === '') extraction.problems.report(mark.node, 'error_anonymous');
  const options = new DecoratorOptions(mark, name, { checker, problems: extraction.problems });
  const scope = nodeScope(extraction);
  const { classes } = classChain(node, checker);
  const fields = membersOf({ name, node, classes }, checker)
    .filter(isShown)
    .map((member) => errorField(member, name, scope));
  const { summary } = docCommentOf(node);
  return {
    kind: 'error',
    name,
    status: options.get('status', clientStatus) ?? 422,
    code: options.get('code', code) ?? errorCode(declaredBy),
    ...(summary !== '' && { description: summary }),
    fields,
    $defs: finishDefinitions(scope),
  };
}

const clientStatus: OptionRule<number> = {
  expected: 'a whole number from 400 to 499',
  accepts: (value): value is number =>
    Number.isInteger(value) && Number(value) >= 400 && Number(value) <= 499,
};

const code: OptionRule<string> = {
  expected: 'snake_case, such as "out_of_stock"',
  accepts: (value: Json): value is string =>
    typeof value === 'string' && /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(value),
};

/** What every `Error` has is in the document already, or none of the caller's business. */
const ownOfError: ReadonlySet<string> = new Set(['name', 'message', 'stack', 'cause']);

function isShown({ kind, name, visibility }: Member): boolean {
  return kind === 'field' && visibility === 'public' && !ownOfError.has(name);
}

function errorField(member: Member, error: string, scope: SchemaScope): ParameterNode {
  const { name, place } = member;
  if (isProblemMemberName(name)) {
    scope.problems.report(place, 'error_field_reserved', `${error}.${name}`, name);
  }
  const { schema, optional, description } = dataMember(member, scope);
  return { kind: 'parameter', name, optional, schema, ...(description !== undefined && { description }) };
}
