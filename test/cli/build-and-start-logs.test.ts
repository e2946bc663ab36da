import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtApp, BuiltProcess, fileScope } from './built-app.js';
import { persistBin } from './run-persist.js';

const sources = {
  'src/model.ts': `
    import { command, model } from '@persist/runtime';
    import { refuse } from './deep/refuse.js';

    @model
    export class Job {
      runs = 0;

      @command explode(): void {
        this.runs += 1;
        refuse('no such luck');
      }

      /** Ends the process with an error that nobody catches. */
      @command crash(): void {
        setTimeout(() => refuse('crashed'));
      }

      @command leave(): void {
        setTimeout(() => process.exit(3));
      }
    }
  `,
  'src/deep/refuse.ts': [
    '// Types that are dropped would move lines and columns, if there were no source map.',
    'interface Reason { readonly text: string }',
    '',
    'export function refuse(text: string): never {',
    '  const reason: Reason = { text };',
    '  throw new TypeError(reason.text);',
    '}',
  ].join('\n'),
  'src/main.ts': `
    import { PersistApp } from '@persist/runtime';
    import { Job } from './model.js';

    const app = await PersistApp.openAuto('./data');
    await app.serveAutonomousModel(Job);
    await app.listen();
  `,
};

const inSources = /TypeError: no such luck\n {4}at refuse \(.*\/src\/deep\/refuse\.ts:6:9\)\n {4}at .*\/src\/model\.ts:11:9/;
const scope = fileScope();
const roots = {
  'a bundle': builtApp(scope, sources),
  'separate files': builtApp(scope, sources, '--no-bundle'),
};

const ways = { node: ['dist/main.js'], 'persist start': [persistBin, 'start'] };

for (const [kind, building] of Object.entries(roots)) {
  for (const [how, args] of Object.entries(ways)) {
    test(`a fault in ${kind} is logged at its place in the TypeScript, under ${how}`, async (t) => {
      const app = new BuiltProcess(t, await building, { args });
      const url = await app.url();
      const path = await createJob(url);

      const reply = await fetch(`${url}${path}/explode`, { method: 'POST', headers: { 'x-request-id': 'r-1' } });

      const { level, status, requestId, err } = await app.logged('request failed');
      assert.equal(reply.status, 500);
      assert.deepEqual([level, status, requestId], ['error', 500, 'r-1']);
      assert.match((err as { stack: string }).stack, inSources);
    });
  }
}

test('the log begins with what runs where', async (t) => {
  const app = new BuiltProcess(t, await roots['a bundle']);

  const { time, url, pid, ...line } = await app.logged('listening');

  assert.ok(!Number.isNaN(Date.parse(String(time))));
  assert.match(String(url), /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.ok(Number.isInteger(pid));
  assert.deepEqual(line, {
    level: 'info',
    app: 'app',
    version: '0.1.0',
    models: ['jobs'],
    node: process.version,
    msg: 'listening',
  });
});

test('an error that nobody catches is the last line of the log, and no line before it is lost', async (t) => {
  const app = new BuiltProcess(t, await roots['a bundle']);
  const url = await app.url();

  await fetch(`${url}${await createJob(url)}/crash`, { method: 'POST' }).catch(() => undefined);

  assert.equal(await app.ended, 1);
  const lines = (await app.rest()).map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    lines.map(({ level, route, msg }) => [level, route, msg]),
    [
      ['info', '/api/jobs', 'request'],
      ['info', '/api/jobs/:id/crash', 'request'],
      ['fatal', undefined, 'uncaught exception'],
    ],
  );
  assert.match((lines[2]!['err'] as { stack: string }).stack, /TypeError: crashed\n {4}at refuse \(.*refuse\.ts:6:9\)/);
});

test('a process that exits by itself has its log written', async (t) => {
  const app = new BuiltProcess(t, await roots['a bundle']);
  const url = await app.url();

  await fetch(`${url}${await createJob(url)}/leave`, { method: 'POST' });

  assert.equal(await app.ended, 3);
  assert.equal((await app.rest()).length, 2);
});

test('PERSIST_LOG_LEVEL chooses what is told, down to nothing', async (t) => {
  const app = new BuiltProcess(t, await roots['a bundle'], {
    args: [persistBin, 'start', '--json', '--data', 'silent'],
    env: { PERSIST_LOG_LEVEL: 'silent' },
  });
  const { url } = await app.next();
  await fetch(`${url as string}${await createJob(url as string)}/explode`, { method: 'POST' });

  app.signal('SIGTERM');

  assert.equal(await app.ended, 0);
  assert.deepEqual(await app.rest(), []);
});

test('a level that is none is refused with those there are', async (t) => {
  const app = new BuiltProcess(t, await roots['a bundle'], { env: { PERSIST_LOG_LEVEL: 'loud' } });

  assert.equal(await app.ended, 1);
  assert.match(app.stderr, /PERSIST_LOG_LEVEL is "loud"\. Set it to one of: trace, debug, .*, silent\./);
});

test('start --json says that it is ready before the log begins; without it there is only the log', async (t) => {
  const root = await roots['a bundle'];
  const json = new BuiltProcess(t, root, { args: [persistBin, 'start', '--json', '--data', 'one'] });
  const plain = new BuiltProcess(t, root, { args: [persistBin, 'start', '--data', 'two'] });

  const lines = [await json.next(), await json.next(), await plain.next()];

  assert.deepEqual(
    lines.map(({ event, msg }) => event ?? msg),
    ['ready', 'listening', 'listening'],
  );
});

test('start runs the packages of the app as in production, unless told otherwise', async (t) => {
  const root = await builtApp(t, {
    ...sources,
    'src/main.ts': "const { NODE_ENV } = globalThis.process.env;\nconsole.log(JSON.stringify({ msg: NODE_ENV }));",
  });
  const run = (env: NodeJS.ProcessEnv) => new BuiltProcess(t, root, { args: [persistBin, 'start'], env }).next();

  assert.deepEqual(await run({ NODE_ENV: undefined }), { msg: 'production' });
  assert.deepEqual(await run({ NODE_ENV: 'staging' }), { msg: 'staging' });
});

/** Creates a job; returns its path. */
async function createJob(url: string): Promise<string> {
  const { headers } = await fetch(`${url}/api/jobs`, { method: 'POST' });
  return headers.get('location')!;
}
