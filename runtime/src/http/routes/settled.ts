import type { FastifyReply } from 'fastify';
import type { Done, Settled } from '../../engine/engine.js';
import { sendAnswer, type HttpAnswer } from '../exchange/answer.js';

/** Sends what a changing call came to, or once more what it came to the first time. */
export function sendSettled(
  reply: FastifyReply,
  settled: Settled,
  answer: (done: Done) => HttpAnswer,
): FastifyReply {
  if (settled.kind === 'done') return sendAnswer(reply, answer(settled));
  reply.header('idempotency-replayed', 'true');
  return sendAnswer(reply, JSON.parse(settled.response) as HttpAnswer);
}
