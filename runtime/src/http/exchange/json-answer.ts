import type { HttpAnswer } from './answer.js';

const contentType = 'application/json; charset=utf-8';

export function jsonAnswer(
  status: number,
  headers: Readonly<Record<string, string>>,
  value: unknown,
): HttpAnswer {
  return jsonText(status, headers, JSON.stringify(value));
}

/** For what is JSON text already. */
export function jsonText(status: number, headers: Readonly<Record<string, string>>, text: string): HttpAnswer {
  return { status, headers: { 'content-type': contentType, ...headers }, body: text };
}
