import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { before, test, type TestContext } from 'node:test';
import { Agent, request } from 'undici';
import { builtApp, BuiltProcess, fileScope } from './built-app.js';

// A hanging service would hang its test, so each has less time than a closing service may take by itself.
const bounded = { timeout: 60_000 };
const patient = { PERSIST_CLOSE_TIMEOUT_MS: '600000' };

const sources = {
  'src/model.ts': `
    import { command, model } from '@persist/runtime';

    @model
    export class Job {
      runs = 0;

      /** Runs until a line arrives on standard input. */
      @command async hold(): Promise<number> {
        const told = new Promise((resolve) => process.stdin.once('data', resolve));
        console.log('{"msg":"holding"}');
        await told;
        this.runs += 1;
        return this.runs;
      }

      @command async never(): Promise<void> {
        console.log('{"msg":"holding"}');
        await new Promise(() => undefined);
      }
    }
  `,
  'src/main.ts': `
    import { PersistApp } from '@persist/runtime';
    import { Job } from './model.js';

    const app = await PersistApp.openAuto('./data');
    await app.serveAutonomousModel(Job);
    await app.listen();
  `,
};

const scope = fileScope();
let root = '';
before(async () => {
  root = await builtApp(scope, sources);
});

test('a call under way is answered, on a connection that then closes, and the process ends with 0', bounded, async (t) => {
  const { app, url, id } = await started(t, patient);
  const socket = await send(url, `POST /api/jobs/${id}/hold HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n`);
  const answer = text(socket);
  await app.logged('holding');

  app.signal('SIGTERM');
  await app.logged('closing');
  app.say('go on');

  assert.match(await answer, /^HTTP\/1\.1 200 [^]*connection: close\r\n[^]*\r\n1$/i);
  assert.equal(await app.ended, 0);
  assert.deepEqual(messages(await app.rest()), ['request', 'closed']);
});

test('what arrives while a call is being finished is refused with 503', bounded, async (t) => {
  const { app, url, id } = await started(t, patient);
  const late = await send(url, `GET /api/jobs/${id} HTTP/1.1\r\nhost: x\r\n`);
  const refused = text(late);
  const held = request(`${url}/api/jobs/${id}/hold`, { method: 'POST', dispatcher: ownConnection(t) });
  await app.logged('holding');

  app.signal('SIGTERM');
  await app.logged('closing');
  late.write('\r\n');

  const answer = await refused;
  app.say('go on');
  assert.match(answer, /^HTTP\/1\.1 503 /);
  assert.match(answer, /retry-after: 5\r\n/i);
  assert.match(answer, /connection: close\r\n/i);
  assert.match(answer, /"code":"shutting_down"/);
  assert.equal((await held).statusCode, 200);
  assert.equal(await app.ended, 0);
});

test('for the drain delay new connections are served, but the service is not ready', bounded, async (t) => {
  const { app, url, id } = await started(t, { PERSIST_DRAIN_DELAY_MS: '600000' });

  app.signal('SIGTERM');
  await app.logged('closing');
  const ready = await request(`${url}/ready`, { dispatcher: ownConnection(t) });
  const record = await request(`${url}/api/jobs/${id}`, { dispatcher: ownConnection(t) });

  assert.deepEqual([ready.statusCode, ready.headers['retry-after']], [503, '5']);
  assert.deepEqual([record.statusCode, record.headers['connection']], [200, 'close']);
});

test('after the drain delay the process ends', bounded, async (t) => {
  const { app } = await started(t, { PERSIST_DRAIN_DELAY_MS: '50' });

  app.signal('SIGTERM');

  assert.equal(await app.ended, 0);
});

test('a command that never ends is cut off when its time is over, told, and the process ends with 1', bounded, async (t) => {
  const { app, url, id } = await started(t, { PERSIST_CLOSE_TIMEOUT_MS: '100' });
  const socket = await send(url, `POST /api/jobs/${id}/never HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n`);
  const answer = text(socket);
  await app.logged('holding');

  app.signal('SIGTERM');

  assert.equal(await answer, '');
  assert.equal(await app.ended, 1);
  const lines = (await app.rest()).map((line) => JSON.parse(line) as { msg: string; err?: { code: string } });
  assert.deepEqual(
    lines.map(({ msg, err }) => [msg, err?.code]),
    [
      ['closing', undefined],
      ['request aborted', undefined],
      ['not closed cleanly', 'close_timeout'],
    ],
  );
});

const idlers: Readonly<Record<string, string>> = {
  'a connection that never sends a byte': '',
  'a request that stops in its head': 'GET /api/jobs HTTP/1.1\r\nhost: x\r\n',
  'a request that stops in its body':
    'POST /api/jobs HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
};

for (const [what, bytes] of Object.entries(idlers)) {
  test(`${what} does not hold a service that ends`, bounded, async (t) => {
    const { app, url } = await started(t, patient);
    const socket = await send(url, bytes);
    // Answered once the server has read what came before.
    await request(`${url}/health`, { dispatcher: ownConnection(t) });

    app.signal('SIGTERM');

    assert.equal(await app.ended, 0);
    await closed(socket);
  });
}

test('a connection kept for a next request does not hold a service that ends', bounded, async (t) => {
  const { app, url } = await started(t, patient);
  const socket = await send(url, 'GET /health HTTP/1.1\r\nhost: x\r\n\r\n');
  await once(socket, 'data');

  app.signal('SIGTERM');

  assert.equal(await app.ended, 0);
  await closed(socket);
});

test('a second signal ends the process at once', bounded, async (t) => {
  const { app, url, id } = await started(t, patient);
  await send(url, `POST /api/jobs/${id}/never HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n`);
  await app.logged('holding');

  app.signal('SIGTERM');
  await app.logged('closing');
  app.signal('SIGINT');

  assert.equal(await app.ended, 130);
  assert.deepEqual(messages(await app.rest()), ['ended at once']);
});

test('one Ctrl-C that arrives twice, as under npm, is one', bounded, async (t) => {
  const { app, url, id } = await started(t, patient);
  const held = request(`${url}/api/jobs/${id}/hold`, { method: 'POST', dispatcher: ownConnection(t) });
  await app.logged('holding');

  app.signal('SIGINT');
  app.signal('SIGINT');
  await app.logged('closing');
  app.say('go on');

  assert.equal((await held).statusCode, 200);
  assert.equal(await app.ended, 0);
});

test('a variable that is no number of milliseconds is refused at the start', bounded, async (t) => {
  const app = new BuiltProcess(t, root, { env: { PERSIST_DRAIN_DELAY_MS: '5s' } });

  assert.equal(await app.ended, 1);
  assert.match(app.stderr, /PERSIST_DRAIN_DELAY_MS is "5s"\. Set it to milliseconds, from 0 to 9999999\./);
});

/** The app on a folder of its own, with one job. */
async function started(t: TestContext, env: NodeJS.ProcessEnv) {
  const data = join(root, 'data', randomUUID());
  const app = new BuiltProcess(t, root, { env: { ...env, PERSIST_DATA_DIR: data } });
  const url = await app.url();
  const created = await request(`${url}/api/jobs`, { method: 'POST', dispatcher: ownConnection(t) });
  const { id } = (await created.body.json()) as { id: string };
  await app.logged('request');
  return { app, url, id };
}

/** A connection that has sent these bytes. */
async function send(url: string, bytes: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  // Being cut off is what some of them are for.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(bytes);
  return socket;
}

async function closed(socket: Socket): Promise<void> {
  if (socket.closed) return;
  socket.resume();
  await once(socket, 'close');
}

/** Not one of the shared ones, which a test before this one may have left open. */
function ownConnection(t: TestContext): Agent {
  const agent = new Agent();
  t.after(() => agent.destroy());
  return agent;
}

function messages(lines: readonly string[]): readonly unknown[] {
  return lines.map((line) => (JSON.parse(line) as { msg: unknown }).msg);
}
