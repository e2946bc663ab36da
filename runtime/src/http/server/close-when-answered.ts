import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** The requests that a server, whatever it listens on, has not answered to the last byte. */
export class OpenExchanges {
  readonly #ending: AbortSignal;
  readonly #answerTimeoutMs: number;
  readonly #servers: Server[] = [];
  readonly #open = new Set<Exchange>();
  /** When an answer was first seen that its caller has not received. */
  #given = new Map<Exchange, number>();
  #timer: NodeJS.Timeout | undefined;
  #closing = false;

  /** @param ending no connection is kept for a next request once it is aborted. */
  constructor(ending: AbortSignal, answerTimeoutMs: number) {
    this.#ending = ending;
    this.#answerTimeoutMs = answerTimeoutMs;
    ending.addEventListener('abort', () => {
      for (const response of this.#open) response.shouldKeepAlive = false;
    });
  }

  watch(server: Server): void {
    this.#servers.push(server);
    // Before Fastify's own listener, which may answer at once.
    server.prependListener('request', (_request: IncomingMessage, response: Exchange) => {
      if (this.#ending.aborted) response.shouldKeepAlive = false;
      this.#open.add(response);
      response.once('close', () => {
        this.#open.delete(response);
        this.#endIfAnswered();
      });
    });
    server.once('listening', () => this.#limitReaders(this.#answerTimeoutMs));
    server.once('close', () => clearInterval(this.#timer));
  }

  /**
   * Lets a server close as soon as everything that was asked of it is answered. By itself it would wait for whatever
   * connection is still open: one that never sent a byte, stopped in the middle of a request, or takes no answer.
   */
  closeWith(server: FastifyInstance): void {
    server.addHook('preClose', (done) => {
      this.#closing = true;
      this.#limitReaders(Math.min(DELIVERY_MS, this.#answerTimeoutMs));
      // The listener closes next.
      setImmediate(() => this.#endIfAnswered());
      done();
    });
  }

  /** Each caller that does not take its answer holds it in memory. From now on they have this long. */
  #limitReaders(milliseconds: number): void {
    clearInterval(this.#timer);
    this.#given = new Map();
    this.#timer = setInterval(() => this.#cutSlowReaders(milliseconds), milliseconds / 4).unref();
  }

  #cutSlowReaders(milliseconds: number): void {
    const now = performance.now();
    const given = new Map<Exchange, number>();
    for (const response of this.#open) {
      if (isAbandoned(response)) this.#open.delete(response);
      // One that waits for another on its connection has no socket yet.
      if (!response.writableEnded || response.socket === null) continue;
      const since = this.#given.get(response) ?? now;
      given.set(response, since);
      if (now - since >= milliseconds) response.socket.destroy();
    }
    this.#given = given;
  }

  #endIfAnswered(): void {
    // A request that has not arrived as a whole was not accepted.
    if (!this.#closing || [...this.#open].some((each) => each.req.complete && !isAbandoned(each))) return;
    for (const server of this.#servers) server.closeAllConnections();
  }
}

/** Whether the connection ended before it was this one's turn. Node tells nobody. */
function isAbandoned({ req, socket }: Exchange): boolean {
  return socket === null && (req.socket.destroyed || req.socket.writableEnded);
}

/** How long a closing server waits for callers to receive what it has answered. */
const DELIVERY_MS = 2_000;

type Exchange = ServerResponse<IncomingMessage>;
