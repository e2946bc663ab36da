/**
 * JSON text that depends on the value only, not on the order its keys were set in (RFC 8785).
 * Keys that hold `undefined` are left out.
 *
 * @throws {TypeError} for what JSON cannot hold: NaN, infinities, bigint, functions, class instances.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isPlainObject(value)) return `{${members(value).join(',')}}`;
  if (value === null || typeof value === 'boolean' || typeof value === 'string' || Number.isFinite(value)) {
    return JSON.stringify(value);
  }
  throw new TypeError(`canonical JSON cannot hold ${describe(value)}; encode it first.`);
}

// RFC 8785 orders keys by UTF-16 code units, which is what `<` on strings compares.
function members(value: Record<string, unknown>): readonly string[] {
  return Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describe(value: unknown): string {
  if (typeof value === 'object') return `a ${value?.constructor.name ?? 'class instance'}`;
  return typeof value === 'number' || value === undefined ? String(value) : `a ${typeof value}`;
}
