/** A position argument of an array method: counted from the end when negative, and within the array. */
export function arrayPosition(value: number | undefined, length: number, fallback: number): number {
  if (value === undefined) return fallback;
  const index = toInteger(value);
  return index < 0 ? Math.max(length + index, 0) : Math.min(index, length);
}

export function toInteger(value: unknown): number {
  const number = Math.trunc(Number(value));
  return Number.isNaN(number) ? 0 : number;
}

/** The index a property key stands for; -1 for any other key. */
export function arrayIndex(key: string): number {
  const first = key.charCodeAt(0);
  if (!(first >= 48 && first <= 57)) return -1;
  const index = Number(key);
  return Number.isSafeInteger(index) && String(index) === key ? index : -1;
}
