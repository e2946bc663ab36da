import { isReservedMethodName, memberPath } from '@persist/contract';
import { ts } from '../typescript/ts.js';
import type { Extraction } from './extraction.js';
import { marksOf, type Mark, type MarkKind } from './marks.js';
import { hasModifier, isStatic, type Member } from './members.js';

/** Reports what a model's class body holds that no record could: #private, accessor, computed and marked static members. */
export function checkClassBody(node: ts.ClassLikeDeclaration, model: string, extraction: Extraction): void {
  for (const member of node.members) checkElement(member, model, extraction);
}

function checkElement(member: ts.ClassElement, model: string, { app, problems }: Extraction): void {
  const { name } = member;
  const [mark] = marksOf(member, app.checker);
  if (isStatic(member)) {
    if (mark !== undefined) problems.report(name ?? member, 'mark_on_static', `${model}.${name?.getText() ?? ''}`, mark.kind);
  } else if (ts.isIndexSignatureDeclaration(member)) {
    problems.report(member, 'index_signature', model);
  } else if (name !== undefined && ts.isPrivateIdentifier(name)) {
    const code = ts.isPropertyDeclaration(member) ? 'hash_private_field' : 'hash_private_method';
    problems.report(name, code, `${model}.${name.text}`, name.text.slice(1));
  } else if (name !== undefined && ts.isComputedPropertyName(name)) {
    // A helper such as [Symbol.iterator]() is nobody's business.
    if (ts.isPropertyDeclaration(member) || mark !== undefined) problems.report(name, 'computed_member', model);
  } else if (name !== undefined && hasModifier(member, ts.SyntaxKind.AccessorKeyword)) {
    problems.report(name, 'accessor_field', `${model}.${name.getText()}`);
  } else if (name !== undefined && ts.isSetAccessor(member) && mark !== undefined) {
    problems.report(mark.node, 'mark_misplaced', `${model}.${name.getText()}`, mark.kind, places[mark.kind]);
  }
}

/** Reports marks that a member cannot have, alone or together. */
export function checkMarks({ kind, marks, path, place, name, visibility }: Member, { problems }: Extraction): void {
  for (const mark of marks) {
    if (!belongs[mark.kind].includes(kind)) problems.report(mark.node, 'mark_misplaced', path, mark.kind, places[mark.kind]);
  }
  const roles = marks.filter((mark) => isRole(mark));
  const [first, second] = roles;
  if (first === undefined) return;
  if (second !== undefined) problems.report(second.node, 'marks_conflict', path, first.kind, second.kind);
  if (first.kind === 'invariant') return;
  if (visibility === 'private') problems.report(place, 'mark_on_private', path, first.kind);
  if (isReservedMethodName(name) || name === 'then') problems.report(place, 'method_reserved', path);
  else if (memberPath(name) === '') problems.report(place, 'member_name_invalid', path);
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
