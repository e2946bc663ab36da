import type { CommandNode, ModelNode, QueryNode, ViewNode } from '../nodes.js';
import type { ContractChange } from './contract-change.js';
import { diffNamed } from './diff-named.js';
import { diffInputs, diffResults, type MethodPlace } from './diff-payloads.js';

/** What callers of the constructor, commands, queries and views notice. */
export function diffMethods(before: ModelNode, after: ModelNode): readonly ContractChange[] {
  const placeOf = (path: string): MethodPlace => ({
    path: `${after.name}.${path}`,
    defs: { before: before.$defs, after: after.$defs },
  });
  return [
    ...diffInputs(before.create.input, after.create.input, placeOf('create')),
    ...diffErrorNames(before.create.errors, after.create.errors, placeOf('create')),
    ...diffCallables(before.commands, after.commands, (name) => placeOf(`commands.${name}`)),
    ...diffCallables(before.queries, after.queries, (name) => placeOf(`queries.${name}`)),
    ...diffCallables(before.views, after.views, (name) => placeOf(`views.${name}`)),
    ...diffInvariants(before, after),
  ];
}

type Callable = CommandNode | QueryNode | ViewNode;

function diffCallables<T extends Callable>(
  before: readonly T[],
  after: readonly T[],
  placeOf: (name: string) => MethodPlace,
): readonly ContractChange[] {
  return diffNamed(before, after, {
    removed: ({ name }) => [
      { kind: 'removed', impact: 'breaking', path: placeOf(name).path, message: 'is gone' },
    ],
    added: ({ name }) => [
      { kind: 'added', impact: 'compatible', path: placeOf(name).path, message: 'is new' },
    ],
    kept: (former, later) => diffCallable(former, later, placeOf(later.name)),
  });
}

function diffCallable(before: Callable, after: Callable, place: MethodPlace): readonly ContractChange[] {
  return [
    ...diffRoutes(before, after, place),
    ...diffInputs(before.input, after.input, place),
    ...diffResults(before.result, after.result, place),
    ...diffErrorNames(before.errors, after.errors, place),
    ...(before.kind === 'command' && after.kind === 'command' ? diffEffects(before, after, place) : []),
  ];
}

function diffRoutes(before: Callable, after: Callable, { path }: MethodPlace): readonly ContractChange[] {
  const former = routeOf(before);
  const later = routeOf(after);
  if (former === later) return [];
  return [{ kind: 'changed', impact: 'breaking', path, message: `answers at ${later} (was ${former})` }];
}

function routeOf(method: Callable): string {
  const verb = method.kind === 'command' || method.transport === 'body' ? 'POST' : 'GET';
  return `${verb} /{id}/${method.kind === 'view' ? 'views/' : ''}${method.path}`;
}

function diffErrorNames(
  before: readonly string[],
  after: readonly string[],
  { path }: Pick<MethodPlace, 'path'>,
): readonly ContractChange[] {
  const named = (name: string): { readonly name: string } => ({ name });
  const at = (name: string): string => `${path}.errors.${name}`;
  return diffNamed(before.map(named), after.map(named), {
    removed: ({ name }) => [
      { kind: 'removed', impact: 'compatible', path: at(name), message: 'is no longer raised' },
    ],
    added: ({ name }) => [
      { kind: 'added', impact: 'compatible', path: at(name), message: 'may be raised now' },
    ],
    kept: () => [],
  });
}

function diffEffects(
  before: CommandNode,
  after: CommandNode,
  { path }: MethodPlace,
): readonly ContractChange[] {
  const changes: ContractChange[] = [];
  if (before.requireIfMatch !== after.requireIfMatch) {
    changes.push({
      kind: 'changed',
      impact: after.requireIfMatch ? 'breaking' : 'compatible',
      path: `${path}.requireIfMatch`,
      message: after.requireIfMatch ? 'calls must send If-Match now' : 'calls may leave out If-Match now',
    });
  }
  if (before.audit.event !== after.audit.event) {
    changes.push({
      kind: 'changed',
      impact: 'compatible',
      path: `${path}.audit`,
      message: `is labelled ${after.audit.event} (was ${before.audit.event})`,
    });
  }
  return [...changes, ...diffTopics(before.outbox, after.outbox, `${path}.outbox`)];
}

function diffTopics(
  before: string | undefined,
  after: string | undefined,
  path: string,
): readonly ContractChange[] {
  if (before === after) return [];
  if (before === undefined) {
    return [{ kind: 'added', impact: 'compatible', path, message: `results go to "${after}" now` }];
  }
  const kind = after === undefined ? 'removed' : 'changed';
  return [{ kind, impact: 'breaking', path, message: `results no longer go to "${before}"` }];
}

function diffInvariants(before: ModelNode, after: ModelNode): readonly ContractChange[] {
  const at = (name: string): string => `${after.name}.invariants.${name}`;
  return diffNamed(before.invariants, after.invariants, {
    removed: ({ name }) => [
      { kind: 'removed', impact: 'compatible', path: at(name), message: 'is no longer checked' },
    ],
    added: ({ name }) => [
      { kind: 'added', impact: 'compatible', path: at(name), message: 'is checked after every command now' },
    ],
    kept: (former, later) => diffErrorNames(former.errors, later.errors, { path: at(later.name) }),
  });
}
