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
