import type { RouteOptions } from 'fastify';
import { sendAnswer, type HttpAnswer } from '../exchange/answer.js';
import { jsonAnswer } from '../exchange/json-answer.js';

/** `GET /_openapi.json` → a document that is written when it is first asked for. */
export function documentRoute(write: () => object): RouteOptions {
  let answer: HttpAnswer | undefined;
  return {
    method: 'GET',
    url: '/_openapi.json',
    handler(_request, reply) {
      answer ??= jsonAnswer(200, {}, write());
      sendAnswer(reply, answer);
    },
  };
}
