import { canonicalJson } from '../document/canonical-json.js';
import type { JsonSchema } from '../json-schema.js';
import type { Definitions } from '../nodes.js';
import { listFits, objectFits, type Within } from './container-inclusion.js';
import { numberFits, stringFits } from './scalar-inclusion.js';
import { alternatives, type Alternative } from './schema-alternatives.js';

/** A schema and the definitions its references point into. */
export interface RootedSchema {
  readonly schema: JsonSchema;
  readonly defs: Definitions;
}

/** Whether every value of `part` is one of `whole` too. In doubt it is not: a yes can be relied on. */
export function isWithin(part: RootedSchema, whole: RootedSchema): boolean {
  const open = new Map<JsonSchema, Set<JsonSchema>>();

  const within: Within = (one, other) => {
    if (one === false || other === true) return true;
    const inner = one === true ? anything : one;
    const outer = other === false ? nothing : other;
    const asked = open.get(inner) ?? new Set();
    // Asked again below itself, as recursive types do: the answer is yes unless something else says no.
    if (asked.has(outer)) return true;
    open.set(inner, asked.add(outer));
    const answer = eachFitsOne(alternatives(inner, part.defs), alternatives(outer, whole.defs), within);
    asked.delete(outer);
    return answer;
  };

  return within(part.schema, whole.schema);
}

const anything: JsonSchema = {};
const nothing: JsonSchema = { anyOf: [] };

type Choice = readonly Alternative[] | undefined;

function eachFitsOne(parts: Choice, wholes: Choice, within: Within): boolean {
  if (parts === undefined || wholes === undefined) return false;
  return parts.every((part) => wholes.some((whole) => fits(part, whole, within)));
}

function fits(part: Alternative, whole: Alternative, within: Within): boolean {
  if (whole.const !== undefined) {
    return part.const !== undefined && canonicalJson(part.const) === canonicalJson(whole.const);
  }
  switch (part.type) {
    case 'integer':
    case 'number':
      return numberFits(part, whole);
    case 'string':
      return whole.type === 'string' && stringFits(part, whole);
    case 'array':
      return whole.type === 'array' && listFits(part, whole, within);
    case 'object':
      return whole.type === 'object' && objectFits(part, whole, within);
    default:
      return part.type === whole.type;
  }
}
