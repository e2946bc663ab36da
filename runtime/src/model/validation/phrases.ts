import type { Json, JsonType } from '@persist/contract';

const phrases: Readonly<Record<JsonType, string>> = {
  null: 'null',
  boolean: 'true or false',
  integer: 'an integer',
  number: 'a number',
  string: 'a string',
  array: 'an array',
  object: 'an object',
};

/** `['string', 'null']` → `a string`, `null` */
export function typePhrases(type: JsonType | readonly JsonType[] | undefined): readonly string[] {
  if (type === undefined) return ['any JSON value'];
  return typeof type === 'string' ? [phrases[type]] : type.map((each) => phrases[each]);
}

/** `a, b or c` */
export function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)!}`;
}

/** `3 items`, `1 item` */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A value as it is written in JSON. */
export function named(value: Json): string {
  return JSON.stringify(value);
}
