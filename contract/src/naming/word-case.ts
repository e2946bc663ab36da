/**
 * `openAccount` → `open-account`. An acronym is one word (`HTTPServer` → `http-server`), digits end the word
 * they follow (`Lesson2Item` → `lesson2-item`).
 */
export function kebabCase(name: string): string {
  return words(name).join('-');
}

/** `openAccount` → `open_account`; splits words as {@link kebabCase} does. */
export function snakeCase(name: string): string {
  return words(name).join('_');
}

// In this order: a plural acronym (URLs), an acronym up to the next capitalised word (HTTP|Server), a word.
const word = /\p{Lu}{2,}s(?!\p{Ll})\p{N}*|\p{Lu}+(?!\p{Ll})\p{N}*|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+/gu;

function words(name: string): readonly string[] {
  return (name.match(word) ?? []).map((each) => each.toLowerCase());
}
