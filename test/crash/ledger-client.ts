import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import type { CallLog } from './call-log.js';
import type { LedgerAnswer, LedgerCall } from './ledger-call.js';

const RETRY_AFTER_MS = 200;

/** Sends calls over a number of connections, and writes down what was sent and what was answered. */
export class LedgerClient {
  readonly #pool: Pool;
  readonly #log: CallLog;

  constructor(url: string, log: CallLog, connections: number) {
    this.#pool = new Pool(url, { connections, pipelining: 1 });
    this.#log = log;
  }

  /** `undefined` where the server was gone, or going, before it had answered. */
  async send(call: LedgerCall): Promise<LedgerAnswer | undefined> {
    this.#log.sent(call);
    const answer = await this.#request(call);
    if (answer === undefined || isRefused(answer, 'shutting_down')) return undefined;
    if (isRefused(answer, 'overloaded')) {
      // On a machine that has other things to do.
      await delay(RETRY_AFTER_MS);
      return this.send(call);
    }
    assert.equal(answer.status, call.status, `${call.method} ${call.path} was answered: ${answer.body}`);
    this.#log.answered(call, answer);
    return answer;
  }

  /** For as long as there is a server. */
  async get<Body>(path: string): Promise<Body> {
    const { statusCode, body } = await this.#pool.request({ method: 'GET', path });
    const text = await body.text();
    assert.equal(statusCode, 200, `GET ${path} was answered: ${text}`);
    return JSON.parse(text) as Body;
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  async #request({ key, method, path, body }: LedgerCall): Promise<LedgerAnswer | undefined> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { ...json, 'idempotency-key': key, 'x-request-id': key };
    try {
      const response = await this.#pool.request({ method, path, headers, body: body && JSON.stringify(body) });
      const text = await response.body.text();
      const { etag, 'idempotency-replayed': replayed } = response.headers;
      return { status: response.statusCode, body: text, etag: etag?.toString(), replayed: replayed === 'true' };
    } catch {
      // Killed: whether the call did anything is not known, and must not matter.
      return undefined;
    }
  }
}

function isRefused({ status, body }: LedgerAnswer, code: string): boolean {
  return status === 503 && (JSON.parse(body) as { code: string }).code === code;
}
