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

/** Fenced blocks of one language, in order. */
export function fencedBlocks(markdown: string, language: string): readonly { readonly line: number; readonly text: string }[] {
  const lines = markdown.split('\n');
  return lines.flatMap((line, start) => {
    if (line !== `\`\`\`${language}`) return [];
    const end = lines.indexOf('```', start + 1);
    return [{ line: start + 1, text: lines.slice(start + 1, end).join('\n') }];
  });
}

/** The `http` blocks: request, empty line, answer. */
export function httpExamples(markdown: string): readonly HttpExample[] {
  return fencedBlocks(markdown, 'http').map(({ line, text }) => {
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
  return { headers: Object.fromEntries(headers), body: lines[headers.length] };
}

/** Where an answer is not as the document says; empty where it is. */
export function differences(actual: unknown, expected: unknown, path = 'body'): readonly string[] {
  if (expected === '…') return actual === undefined ? [`${path} is missing`] : [];
  if (typeof expected !== 'object' || expected === null) {
    return Object.is(actual, expected) ? [] : [`${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];
  }
  if (typeof actual !== 'object' || actual === null) return [`${path} is ${JSON.stringify(actual)}`];
  return Object.entries(expected).flatMap(([name, value]) =>
    differences((actual as Record<string, unknown>)[name], value, `${path}.${name}`),
  );
}
