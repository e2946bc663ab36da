import type { HttpAnswer } from './answer.js';

const contentType = 'application/json; charset=utf-8';

export function jsonAnswer(
  status: number,
  headers: Readonly<Record<string, string>>,
  value: unknown,
): HttpAnswer {
  return { status, headers: { 'content-type': contentType, ...headers }, body: JSON.stringify(value) };
}
