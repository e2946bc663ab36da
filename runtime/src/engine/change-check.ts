import type { CollectionNode, FieldNode, Json, ModelNode } from '@persist/contract';
import { EncodingError } from '../model/codec/index.js';
import { compileValidator, type Validator, type Violation } from '../model/validator.js';
import type { ChangeSet, ElementChange } from '../store/change-set.js';
import { invalid, within } from './invalid.js';

/**
 * Checks what a command changed against the types and constraint tags of the state; what it did not touch is not
 * looked at. `sizeOf` gives the number of elements a collection has after the change.
 */
export type ChangeCheck = (changes: ChangeSet, sizeOf: (field: string) => number) => readonly Violation[];

export function compileChangeCheck(model: ModelNode): ChangeCheck {
  const checks = new Map(model.fields.map((field) => [field.name, compileField(field, model)] as const));
  return (changes, sizeOf) => {
    const violations: Violation[] = [];
    for (const [name, change] of Object.entries(changes.fields)) {
      violations.push(...checks.get(name)!.value(change.after));
    }
    for (const [name, elements] of Object.entries(changes.collections)) {
      violations.push(...checks.get(name)!.elements(elements, sizeOf(name)));
    }
    return violations;
  };
}

interface FieldCheck {
  value(after: Json | undefined): readonly Violation[];
  elements(changes: readonly ElementChange[], size: number): readonly Violation[];
}

function compileField(field: FieldNode, model: ModelNode): FieldCheck {
  const show = field.visibility === 'public' ? (violation: Violation) => violation : () => concealed;
  const whole = compileValidator(field.schema, model.$defs);
  const element =
    field.storage.kind === 'collection' ? compileValidator(field.storage.element, model.$defs) : undefined;
  return {
    value(after) {
      if (after === undefined) {
        return field.optional ? [] : [show({ path: field.name, message: 'must not be undefined' })];
      }
      return whole(after).map((violation) => show(within(field.name, violation)));
    },
    elements(changes, size) {
      return [
        ...checkElements(field, element!, changes),
        ...checkSize(field, size),
      ].map(show);
    },
  };
}

function checkElements(field: FieldNode, check: Validator, changes: readonly ElementChange[]): Violation[] {
  const violations: Violation[] = [];
  for (const change of changes) {
    if (change.kind !== 'added' && change.kind !== 'changed') continue;
    for (const violation of check(change.after)) {
      violations.push(within(`${field.name}[${elementName(field.storage as CollectionNode, change)}]`, violation));
    }
  }
  return violations;
}

/** Keys of arrays and sets mean nothing to a caller, keys of Maps do. */
function elementName(storage: CollectionNode, change: ElementChange): string {
  return storage.shape === 'map' || storage.shape === 'entries' ? String(change.key) : '';
}

function checkSize(field: FieldNode, size: number): Violation[] {
  const { schema } = field;
  const least = schema.minItems ?? schema.minProperties ?? 0;
  const most = schema.maxItems ?? schema.maxProperties ?? Infinity;
  if (size < least) return [{ path: field.name, message: `must hold at least ${least} elements` }];
  if (size > most) return [{ path: field.name, message: `must hold at most ${most} elements` }];
  return [];
}

/**
 * Runs what takes the state apart for storage; a value in it that cannot be stored is a violation like any other.
 *
 * @throws {PersistDomainError} `validation_error`
 */
export function storable<T>(model: ModelNode, takeApart: () => T): T {
  try {
    return takeApart();
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    const { path, problem } = error;
    const isPrivate = model.fields.some(({ name, visibility }) => visibility === 'private' && startsAt(path, name));
    const violation = { path, message: problem };
    throw invalid(`The state of ${model.className} cannot be stored`, [isPrivate ? concealed : violation]);
  }
}

function startsAt(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}

/** The name of a private field stays inside. */
const concealed: Violation = { path: '', message: 'leaves private state that breaks its constraints' };
