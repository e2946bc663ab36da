import { PersistDomainError } from '../../model/persist-domain-error.js';
import { joined, type HeaderValue } from './header-value.js';

/** The strong entity tag of a version: `"3"`. */
export function entityTag(version: number): string {
  return `"${version}"`;
}

/** A tag of a conditional header. `value` is what stands between the quotes. */
interface EntityTag {
  readonly weak: boolean;
  readonly value: string;
}

/**
 * Parses `If-Match`: `"3"`, a bare `3`, `*`, or a list. The result is the versions of which one must be
 * current; tags that no version can have (weak ones too: the comparison is strong) are left out, so the list
 * may be empty.
 *
 * @throws {PersistDomainError} `bad_request` when malformed.
 */
export function parseIfMatchHeader(value: HeaderValue): readonly number[] | '*' | undefined {
  const tags = parseEntityTags('If-Match', value);
  if (tags === undefined || tags === '*') return tags;
  return tags.flatMap((tag) => (!tag.weak && isVersion(tag.value) ? [Number(tag.value)] : []));
}

/**
 * Whether `If-None-Match` names the version, so that a GET is answered with 304. The comparison is weak.
 *
 * @throws {PersistDomainError} `bad_request` when malformed.
 */
export function matchesIfNoneMatch(value: HeaderValue, version: number): boolean {
  const tags = parseEntityTags('If-None-Match', value);
  if (tags === undefined || tags === '*') return tags === '*';
  return tags.some((tag) => tag.value === String(version));
}

function isVersion(text: string): boolean {
  return /^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(Number(text));
}

// One list element: a tag as RFC 9110 writes it, or a version without quotes. Blanks can be read in one way only: two
// runs side by side would be divided in every way there is before thousands of them are refused.
const element = /[ \t]*(?:(?:(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"|([1-9]\d{0,15}))[ \t]*)?(,|$)/y;

function parseEntityTags(header: string, value: HeaderValue): readonly EntityTag[] | '*' | undefined {
  const text = joined(value);
  if (text === undefined) return undefined;
  if (text.trim() === '*') return '*';
  const tags: EntityTag[] = [];
  element.lastIndex = 0;
  for (let end = ','; end === ',';) {
    const match = element.exec(text);
    if (match === null) throw malformed(header, text);
    const [, weak, quoted, bare, separator] = match;
    const tag = quoted ?? bare;
    if (tag !== undefined) tags.push({ weak: weak !== undefined, value: tag });
    end = separator!;
  }
  if (tags.length === 0) throw malformed(header, text);
  return tags;
}

function malformed(header: string, text: string): PersistDomainError {
  return new PersistDomainError(
    'bad_request',
    `${header}: ${text} is no entity tag. Send the ETag of the record as it came, such as "3", a list, or *.`,
  );
}
