import { resolveRef, type Definitions, type InputNode, type Json, type JsonSchema } from '@persist/contract';
import type { QueryString } from './query-string.js';

/**
 * Turns a query string into the payload of a method. Text becomes what the schema of its parameter asks for;
 * what cannot, stays text and is refused with the rest of the payload.
 */
export function argumentReader(input: InputNode, defs: Definitions): (query: QueryString) => Json {
  const { properties = {} } = resolveRef(input.schema, defs);
  const readers = new Map(
    Object.entries(properties).map(([name, schema]) => [name, parameterReader(schema, defs)]),
  );
  return (query) =>
    Object.fromEntries(
      Object.entries(query).map(([name, value]) => [name, (readers.get(name) ?? asItCame)(value)]),
    );
}

type ParameterReader = (value: string | readonly string[]) => Json;

const asItCame: ParameterReader = (value) => value;

function parameterReader(schema: JsonSchema, defs: Definitions): ParameterReader {
  const readItem = (items: JsonSchema['items']): ((text: string) => Json) =>
    textReader(typeof items === 'object' ? alternatives(items, defs) : []);
  const choices = alternatives(schema, defs);
  const list = choices.find((choice) => choice.type === 'array');
  if (list === undefined) {
    const read = textReader(choices);
    return (value) => (typeof value === 'string' ? read(value) : value.map(read));
  }
  // One value is a list of one: a query string cannot tell them apart.
  const read = readItem(list.items);
  return (value) => (typeof value === 'string' ? [read(value)] : value.map(read));
}

/** The most specific reading that the schema allows: a number or a truth value before text. */
function textReader(choices: readonly JsonSchema[]): (text: string) => Json {
  const types = new Set(choices.flatMap(typesOf));
  return (text) => {
    if ((types.has('number') || types.has('integer')) && isNumber(text)) return Number(text);
    if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
    return text;
  };
}

function isNumber(text: string): boolean {
  return /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text);
}

function alternatives(schema: JsonSchema, defs: Definitions): readonly JsonSchema[] {
  const resolved = resolveRef(schema, defs);
  return resolved.anyOf === undefined
    ? [resolved]
    : resolved.anyOf.flatMap((each) => alternatives(each, defs));
}

function typesOf({ type, const: constant, enum: values }: JsonSchema): readonly string[] {
  const constants = constant === undefined ? (values ?? []) : [constant];
  return [...[type ?? []].flat(), ...constants.map((value) => typeof value)];
}
