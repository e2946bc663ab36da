import { fencedBlocks } from './markdown.js';

/** One request of a document and what it says the answer is. */
export interface HttpExample {
  readonly line: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly status: number;
  readonly expectedHeaders: Readonly<Record<string, string>>;
  /** Members that are not shown are not compared; `…` stands for any value. */
  readonly expectedBody: unknown;
}

/** The `http` blocks: request, empty line, answer. */
export function httpExamples(markdown: string): readonly HttpExample[] {
  const blocks = fencedBlocks(markdown).filter(({ info }) => info === 'http');
  return blocks.map(({ line, text }) => {
    const [request = '', answer = ''] = text.split('\n\n');
    const [method = '', path = ''] = request.split('\n')[0]!.split(' ');
    const expected = messageOf(answer);
    return {
      line,
      method,
      path,
      ...messageOf(request),
      status: Number(answer.split(' ')[0]),
      expectedHeaders: expected.headers,
      expectedBody: expected.body === undefined ? undefined : (JSON.parse(expected.body) as unknown),
    };
  });
}

function messageOf(text: string): Pick<HttpExample, 'headers' | 'body'> {
  const lines = text.split('\n').slice(1);
  const headers = lines.flatMap((line) => {
    const [, name, value] = /^([A-Za-z-]+): (.+)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name.toLowerCase(), value!] as const];
  });
  const body = lines.slice(headers.length).join('\n');
  return { headers: Object.fromEntries(headers), body: body === '' ? undefined : body };
}

/** Values that answers showed and later requests name: `"id":"{ann}"`, then `/open/{ann}`. */
export type Captured = Map<string, string>;

export function withCaptured(text: string, captured: Captured): string {
  return text.replaceAll(/\{([A-Za-z]\w*)\}/g, (place, name: string) => captured.get(name) ?? place);
}

interface Comparison {
  readonly path?: string;
  readonly captured: Captured;
}

/** Where an answer is not as the document says; empty where it is. Takes what the document gives a name to. */
export function differences(
  actual: unknown,
  expected: unknown,
  { path = 'body', captured }: Comparison,
): readonly string[] {
  if (expected === '…') return actual === undefined ? [`${path} is missing`] : [];
  if (typeof expected === 'object' && expected !== null) return memberDifferences(actual, expected, { path, captured });
  if (typeof expected === 'string') capture(actual, expected, captured);
  const wanted = typeof expected === 'string' ? withCaptured(expected, captured) : expected;
  return Object.is(actual, wanted) ? [] : [`${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(wanted)}`];
}

function capture(actual: unknown, expected: string, captured: Captured): void {
  const [, name] = /^\{(\w+)\}$/.exec(expected) ?? [];
  if (name !== undefined && !captured.has(name) && typeof actual === 'string') captured.set(name, actual);
}

function memberDifferences(
  actual: unknown,
  expected: object,
  { path, captured }: Required<Comparison>,
): readonly string[] {
  if (typeof actual !== 'object' || actual === null) return [`${path} is ${JSON.stringify(actual)}`];
  const members = Object.entries(expected).flatMap(([key, value]) =>
    differences((actual as Record<string, unknown>)[key], value, { path: `${path}.${key}`, captured }),
  );
  const isLonger = Array.isArray(expected) && Array.isArray(actual) && actual.length > expected.length;
  return isLonger ? [`${path} has more than ${expected.length} elements`, ...members] : members;
}
