import type { FastifyReply } from 'fastify';
import type { Settled } from '../../engine/engine.js';
import { sendAnswer, type HttpAnswer } from '../exchange/answer.js';
import type { Success } from './call.js';

/** Sends what a changing call came to, or once more what it came to the first time. */
export function sendSettled<Outcome extends Success>(
  reply: FastifyReply,
  settled: Settled<Outcome>,
  answer: (done: Outcome) => HttpAnswer,
): FastifyReply {
  if (settled.kind === 'done') return sendAnswer(reply, answer(settled));
  reply.header('idempotency-replayed', 'true');
  return sendAnswer(reply, JSON.parse(settled.response) as HttpAnswer);
}

/** The answer to an outcome, written once: an idempotent call stores it before it is sent. */
export function writtenOnce<Outcome extends Success>(write: (done: Outcome) => HttpAnswer): (done: Outcome) => HttpAnswer {
  let written: { readonly done: Outcome; readonly answer: HttpAnswer } | undefined;
  return (done) => {
    // A call that runs again comes to another outcome.
    if (written?.done !== done) written = { done, answer: write(done) };
    return written.answer;
  };
}
