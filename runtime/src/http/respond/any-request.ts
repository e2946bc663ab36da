import type { IncomingHttpHeaders } from 'node:http';
import type { HeaderValue } from '../headers/header-value.js';

/** A request of any server: node:http's, Express's, Fastify's, or the Web's `Request` (Hono, …). */
export interface AnyRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Where a router has cut its own part off the url (Express). */
  readonly originalUrl?: string | undefined;
  readonly headers: IncomingHttpHeaders | Headers;
  /** Of a `Request`: not read yet. */
  readonly body?: unknown;
  readonly bodyUsed?: boolean;
}

/** The value of a header, by its name in lower case. */
export function headerOf({ headers }: AnyRequest, name: string): HeaderValue {
  // A header called `get` would be text.
  if (typeof headers.get === 'function') return headers.get(name) ?? undefined;
  return (headers as IncomingHttpHeaders)[name];
}

/** The path that was called. The query string stays out: it may hold what no log should. */
export function pathOf({ originalUrl, url = '/' }: Pick<AnyRequest, 'originalUrl' | 'url'>): string {
  const target = originalUrl ?? url;
  // Clients of a proxy, and the Web's requests, name the server too.
  const path = target.startsWith('/') ? target : target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  const end = path.search(/[?#]/);
  return (end === -1 ? path : path.slice(0, end)) || '/';
}
