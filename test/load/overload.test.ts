import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { effort } from '../effort/effort.js';
import { fileScope } from '../cli/built-app.js';
import { generateLoad, quantile } from './generate-load.js';
import { loadApp, RunningApp } from './load-app.js';
import { residentMegabytes } from './resident-megabytes.js';

const scope = fileScope();
let root = '';
before(async () => {
  root = await loadApp(scope);
});

const SECONDS = effort({ ci: 6, soak: 60 });
/** A command that keeps the processor busy for 20 ms can run 50 times a second at most. */
const SPIN_MS = 20;
const CAPACITY = 1000 / SPIN_MS;

test('at ten times what it can do, the rest is refused at once, what is accepted is answered soon, and memory stays', async (t) => {
  const app = await new RunningApp(t, root).ready();
  const paths = (await app.jobs(50)).map((path) => `${path}/spin`);
  const overload = { url: app.url, paths, method: 'POST', body: JSON.stringify({ milliseconds: SPIN_MS }) } as const;
  await generateLoad({ ...overload, perSecond: 10 * CAPACITY, seconds: 2 });
  const before = residentMegabytes(app.pid);

  const { statuses, accepted, refused, impolite } = await generateLoad({ ...overload, perSecond: 10 * CAPACITY, seconds: SECONDS });

  const after = residentMegabytes(app.pid);
  const recovered = await generateLoad({ ...overload, perSecond: 2, seconds: 5 });
  t.diagnostic(
    `${JSON.stringify(statuses)}; accepted p50 ${quantile(accepted, 0.5)} p99 ${quantile(accepted, 0.99)} ms, ` +
      `refused p50 ${quantile(refused, 0.5)} p99 ${quantile(refused, 0.99)} ms; ${before} → ${after} MB`,
  );
  assert.deepEqual(Object.keys(statuses), ['200', '503']);
  assert.equal(impolite, 0, 'every refusal says when to come back, in a problem document');
  assert.ok(accepted.length >= 10, `${accepted.length} were accepted`);
  // Without a bound the last of them would wait for a minute.
  assert.ok(quantile(accepted, 0.99) < 30_000 && quantile(refused, 0.99) < 30_000);
  assert.ok(after - before < 64, `memory grew from ${before} to ${after} MB`);
  assert.deepEqual(Object.keys(recovered.statuses), ['200']);
  app.process.signal('SIGTERM');
  const answered = (await app.log).filter(({ msg, status }) => msg === 'request' && status === 200);
  const inside = answered.map(({ ms }) => Number(ms)).sort((a, b) => a - b);
  t.diagnostic(`in the server: p50 ${quantile(inside, 0.5)} p99 ${quantile(inside, 0.99)} ms`);
  assert.ok(quantile(inside, 0.99) < 6_000, 'nobody waits for longer than the limit, which is 2 s, and a turn');
});

test('a command without end on one record, and all that wait for it, delay no other record', async (t) => {
  const app = await new RunningApp(t, root, { policy: { maxWaitingPerRecord: 50 } }).ready();
  const [busy, ...others] = await app.jobs(5);
  const measured = { url: app.url, paths: others.map((path) => `${path}/spin`), method: 'POST', perSecond: 50, seconds: 3 } as const;
  const quick = { ...measured, body: JSON.stringify({ milliseconds: 0 }) };
  const alone = await generateLoad(quick);

  const waiting = Promise.all(Array.from({ length: 400 }, () => wait(app.url + busy!)));
  const beside = await generateLoad(quick);

  const p50 = [quantile(alone.accepted, 0.5), quantile(beside.accepted, 0.5)] as const;
  t.diagnostic(`p50 ${p50[0]} ms alone, ${p50[1]} ms beside; p99 ${quantile(alone.accepted, 0.99)}, ${quantile(beside.accepted, 0.99)} ms`);
  assert.deepEqual(beside.statuses, { 200: 150 });
  assert.ok(p50[1] < 10 * p50[0] + 250);
  app.process.signal('SIGKILL');
  const statuses = await waiting;
  // One runs, fifty wait: they had no answer when it was killed.
  assert.deepEqual([statuses.filter((each) => each === 503).length, statuses.filter((each) => each === 0).length], [349, 51]);
});

async function wait(path: string): Promise<number> {
  const body = JSON.stringify({ milliseconds: 600_000 });
  const headers = { 'content-type': 'application/json' };
  return fetch(`${path}/wait`, { method: 'POST', headers, body }).then((response) => response.status, () => 0);
}
