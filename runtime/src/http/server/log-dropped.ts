import type { Server } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';

/** Tells of connections that were too many, in one line for all of a burst. */
export function logDropped(server: Server, log: FastifyBaseLogger): void {
  let connections = 0;
  let burst: NodeJS.Timeout | undefined;
  const tell = () => {
    if (connections > 0) log.warn({ connections, maxConnections: server.maxConnections }, 'connections refused');
    connections = 0;
    burst = undefined;
  };
  server.on('drop', () => {
    connections += 1;
    burst ??= setTimeout(tell, BURST_MS).unref();
  });
  server.once('close', () => {
    clearTimeout(burst);
    tell();
  });
}

const BURST_MS = 1_000;
