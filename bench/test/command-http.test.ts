import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { transfers } from '../requests/transfers.mjs';
import { startServer } from '../driver/start-server.mjs';

const bench = fileURLToPath(new URL('../bench.mjs', import.meta.url));
const run = promisify(execFile);

test('every server of command-http answers at every level, and --json has a line for each', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'persist-bench-test-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const [json, profile] = [join(folder, 'figures.jsonl'), join(folder, 'profiles')];

  await run(process.execPath, [
    bench,
    ...['--scenario', 'command-http', '--rounds', '1', '--seconds', '0.1', '--json', json, '--profile', profile],
  ]);

  const lines = readFileSync(json, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  const variants = ['node-http', 'hand-written', 'persist', 'remult', 'json-server'];
  assert.deepEqual(
    lines.map(({ variant, connections }) => `${String(variant)} ${String(connections)}`),
    variants.flatMap((variant) => [1, 8, 64].map((connections) => `${variant} ${connections}`)),
  );
  for (const line of lines) {
    assert.deepEqual(Object.keys(line), ['scenario', 'variant', 'connections', 'perSecond', 'p50Ms', 'p99Ms', 'cpuUs']);
    assert.ok(Number(line['perSecond']) > 0);
  }
  assert.ok(readdirSync(profile).includes('command-http-persist-64.cpuprofile'));
});

test('the hand-written opponent does the work: a key is answered once more, and not with another body', async (t) => {
  const server = (await startServer('command/hand-written')) as Server;
  t.after(() => server.stop());
  const { path, headers, body } = transfers(server)();
  const post = (text: string) =>
    fetch(server.url + path, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: text });

  const [first, replayed] = [await (await post(body)).json(), await (await post(body)).json()];
  const other = await post(body.replace('"amountMinor":1', '"amountMinor":2'));

  assert.deepEqual(replayed, first);
  assert.equal(other.status, 422);
});

interface Server {
  readonly url: string;
  readonly ledgers: { path: string; accounts: string[] }[];
  stop(): Promise<void>;
}
