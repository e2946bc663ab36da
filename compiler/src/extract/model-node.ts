import {
  modelName,
  tableName,
  type CommandNode,
  type Json,
  type ModelNode,
  type QueryNode,
  type ViewNode,
} from '@persist/contract';
import { reportLostArguments } from '../schema/lost-constraints.js';
import type { ts } from '../typescript/ts.js';
import { sourceNode, declarationFacts } from './callable-member.js';
import { checkMarks, checkClassBody } from './check-members.js';
import { checkModel } from './check-model.js';
import { classChain } from './class-chain.js';
import { commandNode } from './command-node.js';
import { createNode } from './create-node.js';
import { checkDateMutations } from './date-mutations.js';
import { DecoratorOptions, flag, text, type OptionRule } from './decorator-options.js';
import type { Extraction } from './extraction.js';
import { checkColumns, checkFilters, fieldNode, getterNode } from './field-node.js';
import type { MarkedClass } from './find-classes.js';
import { invariantNode } from './invariant-node.js';
import { keyConstraints } from './key-constraints.js';
import { findMark } from './marks.js';
import { membersOf, type Member } from './members.js';
import type { ModelClass } from './model-class.js';
import { finishDefinitions, nodeScope } from './node-scope.js';
import { queryNode, viewNode } from './read-nodes.js';

/** A class marked `@model`; `undefined` where it cannot be one. */
export function modelNode(found: MarkedClass, extraction: Extraction): ModelNode | undefined {
  const { checker } = extraction.app;
  const chain = classChain(found.node, checker);
  if (!checkModel(found, chain, extraction)) return undefined;
  const className = found.node.name!.text;
  const named = { name: className, node: found.node, classes: chain.classes };
  for (const node of chain.classes) checkClass(node, className, extraction);
  checkDateMutations(named, extraction);
  const members = membersOf(named, checker);
  for (const member of members) checkMarks(member, extraction);
  const invariants = marked(members, 'invariant', (member) => invariantNode(member, named, extraction));
  const invariantErrors = [...new Set(invariants.flatMap(({ errors }) => errors))];
  const scope = nodeScope(extraction);
  const model: ModelClass = { ...named, symbol: found.symbol, members, invariantErrors, extraction, scope };
  const facts = modelFacts(found, model);
  const state = stateOf(model, facts.table);
  const methods = methodsOf(model);
  const create = createNode(model);
  return { ...facts, ...state, create, ...methods, invariants, $defs: finishDefinitions(scope) };
}

function checkClass(node: ts.ClassLikeDeclaration, model: string, extraction: Extraction): void {
  checkClassBody(node, model, extraction);
  const heritage = node.heritageClauses?.flatMap(({ types }) => types) ?? [];
  for (const { typeArguments = [] } of heritage) reportLostArguments(typeArguments, model, extraction);
}

const schemaVersion: OptionRule<number> = {
  expected: 'a whole number from 1',
  accepts: (value: Json): value is number => Number.isInteger(value) && Number(value) >= 1,
};

function modelFacts({ mark, node }: MarkedClass, { name: className, extraction }: ModelClass) {
  const { app, problems } = extraction;
  const options = new DecoratorOptions(mark, `${className}: @model`, { checker: app.checker, problems });
  const name = options.get('name', text) ?? modelName(className);
  const { description } = declarationFacts(node, node, app.root);
  return {
    kind: 'model',
    name,
    className,
    table: tableName(name),
    schemaVersion: options.get('schemaVersion', schemaVersion) ?? 1,
    patch: options.get('patch', flag) ?? false,
    ...(description !== undefined && { description }),
    source: sourceNode(node.name ?? node, app.root),
  } as const;
}

function stateOf({ members, scope }: ModelClass, table: string) {
  const data = members.filter(({ kind }) => kind === 'field');
  checkColumns(data, scope);
  checkFilters(data, scope);
  const fields = data.map((member) => fieldNode(member, table, scope));
  const getters = members
    .filter(({ kind, visibility }) => kind === 'getter' && visibility === 'public')
    .map((member) => getterNode(member, scope));
  const constraints = data.flatMap((member) => keyConstraints(member, fields, scope));
  return { fields, getters, constraints };
}

function methodsOf(model: ModelClass) {
  const { members } = model;
  const commands = marked(members, 'command', (member, mark) => commandNode(member, mark, model));
  const queries = marked(members, 'query', (member, mark) => queryNode(member, mark, model));
  const views = marked(members, 'view', (member, mark) => viewNode(member, mark, model));
  const methods = [...commands, ...queries];
  checkPaths(methods, model);
  checkPaths(views, model);
  return { commands, queries, views };
}

function marked<Node>(
  members: readonly Member[],
  kind: 'command' | 'query' | 'view' | 'invariant',
  read: (member: Member, mark: Member['marks'][number]) => Node | undefined,
): readonly Node[] {
  return members.flatMap((member) => {
    const mark = findMark(member.marks, kind);
    const node = mark && read(member, mark);
    return node === undefined ? [] : [node];
  });
}

/** Reports methods that would be served at one path; commands and queries share theirs. */
function checkPaths(
  nodes: readonly (CommandNode | QueryNode | ViewNode)[],
  { members, scope, name }: ModelClass,
): void {
  const paths = new Map<string, string>();
  for (const node of nodes) {
    const other = paths.get(node.path);
    const place = members.find((member) => member.name === node.name)?.place;
    if (other !== undefined && other !== node.name && place !== undefined) {
      scope.problems.report(place, 'path_duplicate', `${name}.${node.name}`, `${name}.${other}`, node.path);
    }
    paths.set(node.path, other ?? node.name);
  }
}
