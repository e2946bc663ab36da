import type { FastifyRequest } from 'fastify';
import { identifyCaller } from '../exchange/identify.js';
import type { ModelSurface } from './model-surface.js';

/** Reads leave no trace of who reads, but a service that identifies callers may refuse some. */
export async function admitReader({ identify }: ModelSurface, request: FastifyRequest): Promise<void> {
  if (identify !== undefined) await identifyCaller(identify, request);
}
