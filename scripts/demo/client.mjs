import assert from 'node:assert/strict';
import { exchange } from './narrate.mjs';

/** Sends requests and shows them; an answer other than expected ends the demo. */
export class Client {
  #url;

  constructor(url) {
    this.#url = url;
  }

  async send({ method = 'POST', ...request }, { status, replayed = false, show }) {
    const { path, body, headers } = request;
    const response = await fetch(this.#url + path, {
      method,
      headers: { ...(body && { 'Content-Type': 'application/json' }), ...headers },
      body: body && JSON.stringify(body),
    });
    const answer = await response.json();
    const reply = { status: response.status, statusText: response.statusText, replayed: isReplay(response) };
    exchange({ method, ...request }, reply, response.status === status ? show(answer) : answer);
    assert.equal(reply.status, status);
    assert.equal(reply.replayed, replayed);
    return answer;
  }
}

function isReplay(response) {
  return response.headers.get('Idempotency-Replayed') === 'true';
}
