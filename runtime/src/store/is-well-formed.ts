const loneSurrogate = /\p{Surrogate}/u;

/** Whether a text has a UTF-8 form: half a surrogate pair has none and would be read back as U+FFFD. */
export function isWellFormed(text: string): boolean {
  return !loneSurrogate.test(text);
}
