import assert from 'node:assert/strict';

/** An answer of the service. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A client of the notes. */
export class NoteClient {
  readonly #url: string;

  constructor({ url }: { readonly url: string }) {
    this.#url = url;
  }

  create(title: string, text = ''): Promise<Reply> {
    return this.#ask('/api/notes', { body: { title, text } });
  }

  rewrite(id: unknown, text: string, key?: string): Promise<Reply> {
    return this.#ask(`/api/notes/${String(id)}/rewrite`, { body: { text }, key });
  }

  get(path: string): Promise<Reply> {
    return this.#ask(path);
  }

  note(id: unknown): Promise<Reply> {
    return this.get(`/api/notes/${String(id)}`);
  }

  /** The id of a new note. */
  async created(title: string, text = ''): Promise<string> {
    const { status, body, text: answer } = await this.create(title, text);
    assert.equal(status, 201, answer);
    return String(body['id']);
  }

  async #ask(path: string, { body, key }: { readonly body?: object; readonly key?: string | undefined } = {}): Promise<Reply> {
    const response = await fetch(this.#url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed = text === '' ? {} : (JSON.parse(text) as Reply['body']);
    return { status: response.status, headers: response.headers, text, body: parsed };
  }
}

/** That an answer is a problem document which tells a caller what to decide by, and nothing of the machine. */
export function assertProblem({ status, headers, text, body }: Reply, expected: readonly [number, string]): void {
  assert.deepEqual([status, body['code']], expected, text);
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.doesNotMatch(text, /persist\.db|SQLITE|SELECT|INSERT|UPDATE |\/tmp|\.js:|\bE[A-Z]{3,}\b/);
  assert.equal(headers.has('retry-after'), status === 503);
}
