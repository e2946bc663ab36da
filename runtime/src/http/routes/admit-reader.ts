import type { FastifyRequest } from 'fastify';
import type { Eventual } from '../../engine/eventual.js';
import { identifyCaller } from '../exchange/identify.js';
import type { ModelSurface } from './model-surface.js';

/** Reads leave no trace of who reads, but a service that identifies callers may refuse some. */
export function admitReader({ identify }: ModelSurface, request: FastifyRequest): Eventual<unknown> {
  return identify === undefined ? undefined : identifyCaller(identify, request);
}
