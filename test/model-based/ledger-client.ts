import type { Change } from './reference-service.js';

/** An answer over HTTP. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed; `undefined` where there is none. */
  readonly body: Body;
}

export type Body = Readonly<Record<string, unknown>> | undefined;

const base = '/api/ledgers';

/** The requests that changes and reads are. */
export class LedgerClient {
  readonly #url: () => string;

  /** @param url asked each time: the service comes back at another port. */
  constructor(url: () => string) {
    this.#url = url;
  }

  change({ kind, ids, command, input, ifMatch, key }: Change): Promise<Reply> {
    const headers: Record<string, string> = {};
    if (ifMatch !== undefined) headers['if-match'] = ifMatch === '*' ? '*' : `"${ifMatch}"`;
    if (key !== undefined) headers['idempotency-key'] = key;
    const path = command?.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    switch (kind) {
      case 'create':
        return this.#send('POST', '', { headers, body: input });
      case 'command':
        return this.#send('POST', `/${ids[0]}/${path}`, { headers, body: input });
      case 'bulk':
        return this.#send('POST', `/_bulk/${path}`, { headers, body: Object.keys(input).length > 0 ? { ids, input } : { ids } });
      case 'patch':
        return this.#send('PATCH', `/${ids[0]}`, { headers, body: input });
      case 'remove':
        return this.#send('DELETE', `/${ids[0]}`, { headers });
    }
  }

  /** @param path below the model's, with its query string. */
  get(path: string): Promise<Reply> {
    return this.#send('GET', path, { headers: {} });
  }

  async #send(
    method: string,
    path: string,
    { headers, body }: { readonly headers: Record<string, string>; readonly body?: unknown },
  ): Promise<Reply> {
    const response = await fetch(this.#url() + base + path, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : (JSON.parse(text) as Body) };
  }
}
