import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';

/** One call of the tills' API. */
export interface TillCall {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Below `/api/tills`. */
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** As it came over the wire. */
export interface TillAnswer {
  readonly status: number;
  /** Of the problem; empty where there is none. */
  readonly code: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Booking {
  readonly writer: string;
  readonly amount: number;
}

export interface Tally {
  readonly count: number;
  readonly sum: number;
}

/** A till's record. */
export interface Till extends Tally {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly badge?: string;
  readonly drawers: readonly { readonly label: string; readonly coins: number; readonly slips: readonly string[] }[];
  readonly tallies: Readonly<Record<string, Tally>>;
  readonly lines: readonly Booking[];
}

/** Connections to one process. */
export class TillClient {
  readonly #pool: Pool;

  /** @param pipelining requests under way on one connection. */
  constructor(url: string, connections: number, pipelining = 1) {
    this.#pool = new Pool(url, { connections, pipelining });
  }

  /**
   * What a machine that is busy with other things has refused at the door is asked again.
   *
   * @throws {Error} where the process is gone before it has answered.
   */
  async send(call: TillCall): Promise<TillAnswer> {
    const answer = await this.#sendOnce(call);
    if (answer.code !== 'overloaded') return answer;
    await delay(20 + Math.random() * 80);
    return this.send(call);
  }

  /** Sends a call that must succeed; returns what it was answered with. */
  async done<Body>(call: TillCall): Promise<Body> {
    const { status, text } = await this.send(call);
    if (status >= 400) throw new Error(`${call.method ?? 'POST'} ${call.path} was answered ${status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as Body;
  }

  create(name: string): Promise<Till> {
    return this.done({ path: '', body: { name } });
  }

  till(id: string): Promise<Till> {
    return this.done({ method: 'GET', path: `/${id}` });
  }

  book(id: string, booking: Booking): Promise<number> {
    return this.done({ path: `/${id}/book`, body: booking });
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  async #sendOnce({ method = 'POST', path, body, headers = {} }: TillCall): Promise<TillAnswer> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await this.#pool.request({
      method,
      path: `/api/tills${path}`,
      headers: { ...json, ...headers },
      body: body && JSON.stringify(body),
    });
    const text = await answer.body.text();
    const code = answer.statusCode < 400 ? '' : (JSON.parse(text) as { code: string }).code;
    return { status: answer.statusCode, code, text, headers: answer.headers };
  }
}
