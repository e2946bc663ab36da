import type { Problem } from './problem.js';

/** A whole response, for any server: `response.writeHead(status, headers).end(body)`. */
export interface ProblemResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a problem is sent. */
export function problemResponse({ status, headers, document }: Problem): ProblemResponse {
  return {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', ...headers },
    body: JSON.stringify(document),
  };
}
