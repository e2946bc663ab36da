import type { JsonSchema } from '../json-schema.js';

/** Whether all values of one schema are values of another; `true` stands for all values, `false` for none. */
export type Within = (part: JsonSchema | boolean, whole: JsonSchema | boolean) => boolean;

/** Whether every list of `part` is one of `whole`. */
export function listFits(part: JsonSchema, whole: JsonSchema, within: Within): boolean {
  return (
    (part.minItems ?? 0) >= (whole.minItems ?? 0) &&
    mostItems(part) <= (whole.maxItems ?? Infinity) &&
    (whole.uniqueItems !== true || part.uniqueItems === true || mostItems(part) <= 1) &&
    itemsFit(part, whole, within)
  );
}

function itemsFit(part: JsonSchema, whole: JsonSchema, within: Within): boolean {
  const most = mostItems(part);
  const prefix = Math.max(part.prefixItems?.length ?? 0, whole.prefixItems?.length ?? 0);
  for (let at = 0; at < Math.min(prefix, most); at += 1) {
    if (!within(itemAt(part, at), itemAt(whole, at))) return false;
  }
  return most <= prefix || within(part.items ?? true, whole.items ?? true);
}

function mostItems({ maxItems = Infinity, items, prefixItems }: JsonSchema): number {
  return items === false ? Math.min(maxItems, prefixItems?.length ?? 0) : maxItems;
}

function itemAt({ prefixItems, items }: JsonSchema, at: number): JsonSchema | boolean {
  return prefixItems?.[at] ?? items ?? true;
}

/** Whether every object of `part` is one of `whole`. */
export function objectFits(part: JsonSchema, whole: JsonSchema, within: Within): boolean {
  const keys = new Set([...Object.keys(part.properties ?? {}), ...Object.keys(whole.properties ?? {})]);
  return (
    sizeFits(part, whole) &&
    (whole.required ?? []).every((key) => part.required?.includes(key)) &&
    [...keys].every((key) => within(propertyOf(part, key), propertyOf(whole, key))) &&
    within(part.additionalProperties ?? true, whole.additionalProperties ?? true)
  );
}

function sizeFits(part: JsonSchema, whole: JsonSchema): boolean {
  const least = Math.max(part.minProperties ?? 0, part.required?.length ?? 0);
  return least >= (whole.minProperties ?? 0) && mostProperties(part) <= (whole.maxProperties ?? Infinity);
}

function mostProperties({ maxProperties = Infinity, additionalProperties, properties }: JsonSchema): number {
  return additionalProperties === false
    ? Math.min(maxProperties, Object.keys(properties ?? {}).length)
    : maxProperties;
}

function propertyOf(
  { properties = {}, additionalProperties = true }: JsonSchema,
  key: string,
): JsonSchema | boolean {
  return Object.hasOwn(properties, key) ? properties[key]! : additionalProperties;
}
