/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  /** By name in lower case; repeated ones joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

export interface Parsed {
  /** Whole answers, those with a status of 1xx left out. */
  readonly answers: readonly WireAnswer[];
  /** What follows them. */
  readonly rest: Buffer;
}

/**
 * Reads the answers out of what came over a connection. Strict: whatever is no answer is left over.
 *
 * @param bodiless whether answers have a head only, as those to HEAD.
 */
export function parseAnswers(bytes: Buffer, bodiless = false): Parsed {
  const answers: WireAnswer[] = [];
  let rest = bytes;
  for (let next = firstAnswer(rest, bodiless); next !== undefined; next = firstAnswer(rest, bodiless)) {
    if (next.answer.status >= 200) answers.push(next.answer);
    rest = rest.subarray(next.length);
  }
  return { answers, rest };
}

function firstAnswer(bytes: Buffer, bodiless: boolean): { answer: WireAnswer; length: number } | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const [statusLine, ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const [, digits] = /^HTTP\/1\.1 (\d{3}) /.exec(statusLine!) ?? [];
  if (digits === undefined) return undefined;
  const status = Number(digits);
  const headers = headersOf(lines);
  const start = end + 4;
  const hasBody = !bodiless && status >= 200 && status !== 204 && status !== 304;
  const body = hasBody ? bodyOf(bytes.subarray(start), headers) : { content: Buffer.alloc(0), length: 0 };
  return body && { answer: { status, headers, body: body.content }, length: start + body.length };
}

function headersOf(lines: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+): ?([^\0-\x08\x0a-\x1f\x7f]*)$/.exec(line) ?? [];
    if (name === undefined) throw new Error(`no header line: ${JSON.stringify(line)}`);
    const known = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), known === undefined ? value! : `${known}, ${value!}`);
  }
  return headers;
}

function bodyOf(bytes: Buffer, headers: ReadonlyMap<string, string>): { content: Buffer; length: number } | undefined {
  if (headers.get('transfer-encoding') === 'chunked') return unchunked(bytes);
  const length = Number(headers.get('content-length'));
  if (!Number.isSafeInteger(length)) throw new Error('an answer with a body says its length');
  return bytes.length < length ? undefined : { content: bytes.subarray(0, length), length };
}

function unchunked(bytes: Buffer): { content: Buffer; length: number } | undefined {
  const chunks: Buffer[] = [];
  for (let start = 0; ; ) {
    const lineEnd = bytes.indexOf('\r\n', start);
    if (lineEnd === -1) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', start, lineEnd), 16);
    const next = lineEnd + 2 + size + 2;
    if (bytes.length < next) return undefined;
    if (size === 0) return { content: Buffer.concat(chunks), length: next };
    chunks.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    start = next;
  }
}
