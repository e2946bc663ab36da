import { canonicalJson } from '../document/canonical-json.js';
import type { JsonSchema } from '../json-schema.js';
import type { Definitions } from '../nodes.js';
import { standaloneSchema } from '../schema/standalone-schema.js';
import { mapSchema } from '../schema/visit-schema.js';
import { bindingKeywords } from './binding-keywords.js';
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
    const parts = alternatives(inner, part.defs);
    const wholes = alternatives(outer, whole.defs);
    const answer =
      parts === undefined || wholes === undefined
        ? sayTheSame({ schema: inner, defs: part.defs }, { schema: outer, defs: whole.defs })
        : parts.every((each) => wholes.some((candidate) => fits(each, candidate, within)));
    asked.delete(outer);
    return answer;
  };

  return within(part.schema, whole.schema);
}

const anything: JsonSchema = {};
const nothing: JsonSchema = { anyOf: [] };

/** The last resort for schemas too intricate to take apart: they are the same if their wording is. */
function sayTheSame(one: RootedSchema, other: RootedSchema): boolean {
  const wording = ({ schema, defs }: RootedSchema): string =>
    canonicalJson(mapSchema(standaloneSchema(schema, defs), bindingKeywords));
  return wording(one) === wording(other);
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
