import {
  memberPath,
  type InputNode,
  type Json,
  type JsonSchema,
  type QueryNode,
  type ViewNode,
} from '@persist/contract';
import { withoutNull } from '../schema/nullable.js';
import { ts } from '../typescript/ts.js';
import { declarationFacts } from './callable-member.js';
import { DecoratorOptions, type OptionRule } from './decorator-options.js';
import { noInput } from './input-node.js';
import type { Mark } from './marks.js';
import type { Member } from './members.js';
import { methodFacts, type MethodFacts } from './method-facts.js';
import type { ModelClass } from './model-class.js';
import { resultOf } from './result-schema.js';
import { columnType } from './storage-of-field.js';

/** A method marked `@query`. */
export function queryNode(member: Member, mark: Mark, model: ModelClass): QueryNode | undefined {
  const facts = readerFacts(member, model);
  if (facts === undefined) return undefined;
  const transport = transportOf(member, mark, model);
  if (transport === 'query') checkQueryString(member, facts.input, model);
  return { kind: 'query', ...facts, transport };
}

/** A getter or method marked `@view`. */
export function viewNode(member: Member, mark: Mark, model: ModelClass): ViewNode | undefined {
  const transport = transportOf(member, mark, model);
  const facts = member.kind === 'getter' ? getterFacts(member, model) : readerFacts(member, model);
  if (facts === undefined) return undefined;
  if (transport === 'query') {
    checkViewArguments(member, facts.input, model);
  } else if (facts.input.binding !== 'object') {
    model.scope.problems.report(member.place, 'view_body_input', member.path);
  }
  return { kind: 'view', ...facts, member: member.kind === 'getter' ? 'getter' : 'method', transport };
}

type Transport = 'query' | 'body';

const transport: OptionRule<Transport> = {
  expected: "'query' or 'body'",
  accepts: (value: Json): value is Transport => value === 'query' || value === 'body',
};

function transportOf({ path }: Member, mark: Mark, { extraction }: ModelClass): Transport {
  const { app, problems } = extraction;
  const options = new DecoratorOptions(mark, `${path}: @${mark.kind}`, { checker: app.checker, problems });
  return options.get('input', transport) ?? 'query';
}

function readerFacts(member: Member, model: ModelClass): MethodFacts | undefined {
  const method = methodFacts(member, model);
  if (method?.injectsContext === true) {
    model.scope.problems.report(member.place, 'context_not_injected', member.path);
  }
  return method?.facts;
}

function getterFacts(
  { node, name, path, place, type }: Member,
  { scope, extraction, node: owner }: ModelClass,
): MethodFacts | undefined {
  if (!ts.isGetAccessorDeclaration(node)) return undefined;
  return {
    name,
    path: memberPath(name),
    ...declarationFacts(node, place, extraction.app.root),
    input: noInput,
    ...resultOf(type, { node, path }, scope),
    errors: extraction.calls.from([node], owner).errors,
  };
}

function checkViewArguments(member: Member, input: InputNode, model: ModelClass): void {
  const required = input.parameters.find(({ optional }) => !optional);
  if (required === undefined) return checkQueryString(member, input, model);
  const place = parameterPlace(member, input, required.name);
  model.scope.problems.report(place, 'view_argument_required', `${member.path}(${required.name})`);
}

/** A query string holds text only: what cannot be read back from it for sure has to go into a body. */
function checkQueryString(member: Member, input: InputNode, { scope }: ModelClass): void {
  const resolve = (schema: JsonSchema): JsonSchema => scope.definitions.resolve(schema);
  for (const { name, schema } of input.parameters) {
    const value = resolve(schema);
    const item = value.type === 'array' && typeof value.items === 'object' ? resolve(value.items) : value;
    if (isScalar(item)) continue;
    const place = parameterPlace(member, input, name);
    const type = scope.app.checker.typeToString(scope.app.checker.getTypeAtLocation(place));
    scope.problems.report(place, 'query_argument', `${member.path}(${name})`, type);
  }
}

function isScalar(schema: JsonSchema): boolean {
  return columnType(schema) !== undefined && !withoutNull(schema).nullable;
}

function parameterPlace({ node, place }: Member, { parameters }: InputNode, name: string): ts.Node {
  if (!ts.isMethodDeclaration(node)) return place;
  const index = parameters.findIndex((each) => each.name === name);
  return node.parameters[index]?.name ?? place;
}
