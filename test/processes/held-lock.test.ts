import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'node:test';
import { openSqliteStore } from '@persist/runtime/advanced';
import { fileScope } from '../cli/built-app.js';
import { effort } from '../effort/effort.js';
import { buildTills } from './till-app.js';
import type { TillAnswer, TillClient } from './till-client.js';
import { tillProcesses } from './till-processes.js';
import { assertWhole } from './whole-till.js';

const building = buildTills(fileScope());

test('while another process holds the lock, reads are answered and writes wait: done when it is given back, 503 when it is not', async (t) => {
  const processes = await tillProcesses(t, { app: await building, count: 2 });
  const clients = processes.clients();
  const { id } = await clients[0]!.create('locked');
  const holder = await openSqliteStore({ file: processes.file });
  t.after(() => holder.close());
  const book = (key: string) => everyone(clients, key, (client, headers) => client.send({ path: `/${id}/book`, body: { writer: key, amount: 1 }, headers }));
  const look = async () => (await Promise.all(clients.map((client) => client.till(id)))).map(({ sum }) => sum);

  holder.connection.exec('BEGIN IMMEDIATE');
  const patient = book('patient');
  assert.deepEqual(await look(), [0, 0]);
  assert.equal(await Promise.race([patient.then(() => 'answered'), delay(500).then(() => 'waits')]), 'waits');
  holder.connection.exec('ROLLBACK');
  assert.deepEqual((await patient).map(({ status }) => status), [200, 200]);

  holder.connection.exec('BEGIN IMMEDIATE');
  const refused = book('refused');
  const whileLocked = setInterval(() => void look(), 50);
  const answers = await refused;
  clearInterval(whileLocked);
  for (const answer of answers) assert.ok(answer.code === 'store_locked' && asksToComeBack(answer), answer.text);
  assert.deepEqual(await look(), [2, 2]);
  holder.connection.exec('ROLLBACK');

  assert.deepEqual((await book('refused')).map(({ status }) => status), [200, 200]);
  assert.deepEqual(await look(), [4, 4]);
  assertWhole(await clients[0]!.till(id));
  await processes.endAndVerify();
});

test('a process that stands still for a while keeps nobody from reading, and all go on when it does', async (t) => {
  const processes = await tillProcesses(t, { app: await building, count: 3 });
  const [stopped, ...others] = processes.all;
  const clients = processes.clients();
  const { id } = await clients[0]!.create('stopped');
  const booked = clients.map(() => 0);
  let goesOn = true;

  const writers = clients.flatMap((client, n) =>
    Array.from({ length: 4 }, async () => {
      while (goesOn) {
        const answer = await client.send({ path: `/${id}/book`, body: { writer: `process ${n}`, amount: 1 } });
        // Where it stopped with the lock, the others were told to come back.
        if (answer.status === 200) booked[n]! += 1;
        else assert.ok(answer.code === 'store_locked' && asksToComeBack(answer), answer.text);
      }
    }),
  );
  for (let round = 0; round < effort({ ci: 10, soak: 500 }); round += 1) {
    await delay(Math.random() * 60);
    stopped!.signal('SIGSTOP');
    for (const other of others) assertWhole(await other.client().till(id));
    await delay(Math.random() * 150);
    stopped!.signal('SIGCONT');
  }
  goesOn = false;
  await Promise.all(writers);

  const { tallies } = await clients[1]!.till(id);
  assert.deepEqual(booked.map((_, n) => tallies[`process ${n}`]?.count ?? 0), booked);
  assert.ok(booked.every((count) => count > 0), `each process got on: ${booked.join()}`);
  await processes.endAndVerify();
});

function everyone(
  clients: readonly TillClient[],
  key: string,
  send: (client: TillClient, headers: Readonly<Record<string, string>>) => Promise<TillAnswer>,
): Promise<readonly TillAnswer[]> {
  return Promise.all(clients.map((client, n) => send(client, { 'idempotency-key': `${key} ${n}` })));
}

function asksToComeBack({ status, headers }: TillAnswer): boolean {
  return status === 503 && Number(headers['retry-after']) > 0;
}
