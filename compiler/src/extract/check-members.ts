import { isReservedMethodName, memberPath } from '@persist/contract';
import type { Problems } from '../problems/problems.js';
import { ts } from '../typescript/ts.js';
import type { Extraction } from './extraction.js';
import { findMark, marksOf, type Mark, type MarkKind } from './marks.js';
import { hasModifier, isStatic, type Member } from './members.js';

/** Reports what a model's class body holds that no record could: #private, accessor, computed names. */
export function checkClassBody(node: ts.ClassLikeDeclaration, model: string, extraction: Extraction): void {
  for (const member of node.members) {
    const { name } = member;
    const [mark] = marksOf(member, extraction.app.checker);
    const element = { member, model, mark, problems: extraction.problems };
    if (isStatic(member)) {
      checkStatic(element);
    } else if (name !== undefined) {
      checkElement(element, name);
    } else if (ts.isIndexSignatureDeclaration(member)) {
      extraction.problems.report(member, 'index_signature', model);
    }
  }
}

interface Element {
  readonly member: ts.ClassElement;
  readonly model: string;
  readonly mark: Mark | undefined;
  readonly problems: Problems;
}

function checkStatic({ member, model, mark, problems }: Element): void {
  if (mark === undefined) return;
  const place = member.name ?? member;
  problems.report(place, 'mark_on_static', `${model}.${place.getText()}`, mark.kind);
}

function checkElement({ member, model, mark, problems }: Element, name: ts.PropertyName): void {
  const isField = ts.isPropertyDeclaration(member);
  const path = `${model}.${name.getText()}`;
  if (ts.isPrivateIdentifier(name)) {
    problems.report(name, isField ? 'hash_private_field' : 'hash_private_method', path, name.text.slice(1));
  } else if (ts.isComputedPropertyName(name)) {
    // A helper such as [Symbol.iterator]() is nobody's business.
    if (isField || mark !== undefined) problems.report(name, 'computed_member', model);
  } else if (hasModifier(member, ts.SyntaxKind.AccessorKeyword)) {
    problems.report(name, 'accessor_field', path);
  } else if (ts.isSetAccessor(member) && mark !== undefined) {
    problems.report(mark.node, 'mark_misplaced', path, mark.kind, places[mark.kind]);
  }
}

/** Reports marks that a member cannot have, alone or together. */
export function checkMarks(member: Member, { problems }: Extraction): void {
  const { kind, marks, path } = member;
  for (const mark of marks) {
    if (belongs[mark.kind].includes(kind)) continue;
    problems.report(mark.node, 'mark_misplaced', path, mark.kind, places[mark.kind]);
  }
  const outbox = findMark(marks, 'outbox');
  if (kind === 'method' && outbox !== undefined && findMark(marks, 'command') === undefined) {
    problems.report(outbox.node, 'outbox_without_command', path);
  }
  const [first, second] = marks.filter((mark) => isRole(mark));
  if (second !== undefined) problems.report(second.node, 'marks_conflict', path, first!.kind, second.kind);
  if (first !== undefined && first.kind !== 'invariant') checkServed(member, first.kind, problems);
}

/** Reports a member that is to be part of the API and cannot. */
function checkServed({ name, path, place, visibility }: Member, mark: MarkKind, problems: Problems): void {
  if (visibility === 'private') problems.report(place, 'mark_on_private', path, mark);
  if (isReservedMethodName(name) || name === 'then') {
    problems.report(place, 'method_reserved', path);
  } else if (memberPath(name) === '') {
    problems.report(place, 'member_name_invalid', path);
  }
}

function isRole({ kind }: Mark): boolean {
  return kind === 'command' || kind === 'query' || kind === 'view' || kind === 'invariant';
}

const belongs: Readonly<Record<MarkKind, readonly Member['kind'][]>> = {
  model: [],
  apiError: [],
  command: ['method'],
  query: ['method'],
  view: ['method', 'getter'],
  invariant: ['method'],
  outbox: ['method'],
  unique: ['field'],
  index: ['field'],
};

const places: Readonly<Record<MarkKind, string>> = {
  model: 'a class',
  apiError: 'an error class',
  command: 'a method that changes the state',
  query: 'a method that reads the state; a getter is marked @view',
  view: 'a getter, or a method without required arguments',
  invariant: 'a method that checks the state',
  outbox: 'a method that is a @command',
  unique: 'a field',
  index: 'a field',
};
