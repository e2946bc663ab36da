import type { CollectionNode, FieldNode, Json, ModelNode } from '@persist/contract';
import { compileCodec, EncodingError, sameJson, type Codec } from '../model/codec/index.js';
import { compileValidator, type Violation } from '../model/validator.js';
import type { ChangeSet, ElementChange } from '../store/change-set.js';
import { invalid, within } from './invalid.js';

/**
 * Checks what a command changed against the types and constraint tags of the state; what it did not touch is not
 * looked at. `instance` is the state after the change.
 */
export type ChangeCheck = (changes: ChangeSet, instance: object) => readonly Violation[];

export function compileChangeCheck(model: ModelNode): ChangeCheck {
  const checks = new Map(model.fields.map((field) => [field.name, compileField(field, model)] as const));
  return (changes, instance) => {
    const violations: Violation[] = [];
    for (const [name, change] of Object.entries(changes.fields)) {
      violations.push(...checks.get(name)!.value(change.after));
    }
    for (const [name, elements] of Object.entries(changes.collections)) {
      const collection = (instance as Readonly<Record<string, Collection>>)[name]!;
      violations.push(...checks.get(name)!.elements(elements, collection));
    }
    return violations;
  };
}

type Collection = readonly unknown[] | ReadonlySet<unknown> | ReadonlyMap<unknown, unknown>;

interface FieldCheck {
  value(after: Json | undefined): readonly Violation[];
  elements(changes: readonly ElementChange[], collection: Collection): readonly Violation[];
}

function compileField(field: FieldNode, model: ModelNode): FieldCheck {
  const show = field.visibility === 'public' ? (violation: Violation) => violation : () => concealed;
  const whole = compileValidator(field.schema, model.$defs);
  const elements = field.storage.kind === 'collection' ? compileElements(field, field.storage, model) : () => [];
  return {
    value(after) {
      if (after === undefined) {
        return field.optional ? [] : [show({ path: field.name, message: 'must not be undefined' })];
      }
      return whole(after).map((violation) => show(within(field.name, violation)));
    },
    elements(changes, collection) {
      const size = 'size' in collection ? collection.size : collection.length;
      return [...elements(changes, collection), ...checkSize(field, size)].map(show);
    },
  };
}

function compileElements(
  { name }: FieldNode,
  storage: CollectionNode,
  { $defs }: ModelNode,
): FieldCheck['elements'] {
  const check = compileValidator(storage.element, $defs);
  const codec = compileCodec(storage.element, $defs);
  return (changes, collection) => {
    const positions = new Set<number>();
    return changes.flatMap((change) => {
      if (change.kind !== 'added' && change.kind !== 'changed') return [];
      const violations = check(change.after);
      if (violations.length === 0) return [];
      const isKeyed = storage.shape === 'map' || storage.shape === 'entries';
      const place = isKeyed ? change.key : positionOf(change.after, collection.values(), { codec, positions });
      return violations.map((violation) => within(`${name}[${place}]`, violation));
    });
  };
}

/** Keys of arrays and sets mean nothing to a caller. Looked for only where an element is wrong; equal ones in turn. */
function positionOf(
  element: Json,
  values: Iterable<unknown>,
  { codec, positions }: { readonly codec: Codec; readonly positions: Set<number> },
): number | string {
  let position = -1;
  for (const value of values) {
    position += 1;
    if (positions.has(position) || !sameJson(codec.encode(value), element)) continue;
    positions.add(position);
    return position;
  }
  return '';
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
