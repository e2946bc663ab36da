import type { Definitions, FieldNode, Json, JsonObject } from '@persist/contract';
import { formatPath, sameJson } from '../../model/codec/index.js';
import { compileValidator, type Validator, type Violation } from '../../model/validator.js';
import { within } from '../invalid.js';
import type { CollectionPlan, FieldPlan } from '../recorder/index.js';
import { mergePatch } from './merge-patch.js';

/** Patches one field of an instance; the violations of what it would become, and then nothing is assigned. */
export type FieldPatcher = (self: object, patch: Json) => readonly Violation[];

type Fields = Record<string, unknown>;

/** A Map is patched key by key, whatever its size; any other field as a whole, and assigned only where it changes. */
export function compileFieldPatcher(node: FieldNode, plan: FieldPlan, defs: Definitions): FieldPatcher {
  return plan.kind === 'collection' && plan.shape === 'map'
    ? mapPatcher(node, plan, defs)
    : valuePatcher(node, plan, defs);
}

function valuePatcher({ name, optional, schema }: FieldNode, { codec }: FieldPlan, defs: Definitions): FieldPatcher {
  const validate = compileValidator(schema, defs);
  return (instance, patch) => {
    const self = instance as Fields;
    if (patch === null && optional) {
      delete self[name];
      return none;
    }
    const before = self[name] === undefined ? undefined : codec.encode(self[name]);
    const merged = mergePatch(before, patch, { schema, defs });
    const violations = checked(validate, merged, name);
    if (violations.length > 0) return violations;
    const value = codec.decode(merged);
    // One value can be written in several ways: an instant with or without milliseconds, members in any order.
    if (before === undefined || !sameJson(before, codec.encode(value))) self[name] = value;
    return none;
  };
}

function mapPatcher({ name, storage }: FieldNode, { element }: CollectionPlan, defs: Definitions): FieldPatcher {
  const schema = storage.kind === 'collection' ? storage.element : {};
  const validate = compileValidator(schema, defs);
  return (instance, patch) => {
    const map = (instance as Fields)[name] as Map<string, unknown>;
    const violations: Violation[] = [];
    for (const [key, value] of Object.entries(patch as JsonObject)) {
      if (value === null) {
        map.delete(key);
        continue;
      }
      const before = map.has(key) ? element.encode(map.get(key)) : undefined;
      const merged = mergePatch(before, value, { schema, defs });
      const wrong = checked(validate, merged, formatPath([name, key]));
      violations.push(...wrong);
      if (wrong.length > 0) continue;
      const next = element.decode(merged);
      if (before === undefined || !sameJson(before, element.encode(next))) map.set(key, next);
    }
    return violations;
  };
}

const none: readonly Violation[] = [];

function checked(validate: Validator, value: Json, place: string): readonly Violation[] {
  return validate(value).map((violation) => within(place, violation));
}
