import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { effort } from '../effort/effort.js';
import { failing, syncs, writes } from './failing-calls.js';
import { assertProblem, NoteClient } from './note-client.js';
import { dataFolder, failedStart, notesApp, NoteServer } from './note-server.js';

const app = notesApp();

/** How a disk fails under the log, and what a commit that meets it is answered. */
const faults = [
  { name: 'cannot be synced', calls: syncs, error: 'EIO' },
  { name: 'cannot be written', calls: writes, error: 'EIO' },
  { name: 'was made read-only by the system', calls: writes, error: 'EROFS' },
  { name: 'is over its quota', calls: writes, error: 'EDQUOT' },
] as const;

for (const { name, calls, error } of faults.slice(0, effort({ ci: 2, soak: faults.length }))) {
  test(`under load on a disk that ${name}, nothing more is acknowledged, and a restart finds all that was`, async (t) => {
    const options = { root: await app, data: await dataFolder(t) };
    const file = join(options.data, 'persist.db-wal');
    const ids = await someNotes(t, options);
    const server = await NoteServer.start(t, { ...options, through: failing({ calls, error, file, from: 40 }) });
    const client = new NoteClient(server);

    const acknowledged = await writeUntilRefused(client, ids);
    const after = await Promise.all(ids.map((id) => client.rewrite(id, 'too late')));
    const reads = await Promise.all(ids.map((id) => client.note(id)));
    const [ready, health] = [await client.get('/ready'), await client.get('/health')];

    assert.ok([...acknowledged.values()].some((text) => text !== ''), 'some were acknowledged before');
    for (const reply of [...after, ready, health]) assertProblem(reply, [503, 'store_halted']);
    assert.deepEqual(reads.map(({ body }) => body['text']), ids.map((id) => acknowledged.get(id)));
    await server.stop();
    const restarted = new NoteClient(await NoteServer.start(t, options));
    const found = await Promise.all(ids.map((id) => restarted.note(id)));
    found.forEach(({ body }, index) => assertNotOlder(body['text'], acknowledged.get(ids[index]!)!));
    assert.equal((await restarted.rewrite(ids[0], 'again')).status, 204);
    assert.equal((await restarted.get('/ready')).status, 200);
  });
}

test('a call that met the failure of the disk is settled after the restart, by its idempotency key', async (t) => {
  const options = { root: await app, data: await dataFolder(t) };
  const file = join(options.data, 'persist.db-wal');
  const [id] = await someNotes(t, options);
  const server = await NoteServer.start(t, { ...options, through: failing({ calls: syncs, error: 'EIO', file, from: 1 }) });
  const client = new NoteClient(server);

  const refused = await client.rewrite(id, 'in doubt', 'key-1');
  // Killed, so that the log is what the next start finds.
  await server.kill();
  const restarted = new NoteClient(await NoteServer.start(t, options));
  const repeated = await restarted.rewrite(id, 'in doubt', 'key-1');
  const { body } = await restarted.note(id);

  assertProblem(refused, [503, 'store_halted']);
  assert.match(String(refused.body['detail']), /repeat the call then, with the same Idempotency-Key/);
  assert.equal(repeated.status, 204);
  assert.deepEqual([body['text'], body['version']], ['in doubt', 2], 'it was changed once');
});

test('the log of the service names the file and the next step', async (t) => {
  const options = { root: await app, data: await dataFolder(t) };
  const file = join(options.data, 'persist.db-wal');
  const [id] = await someNotes(t, options);
  const server = await NoteServer.start(t, { ...options, through: failing({ calls: syncs, error: 'EIO', file, from: 1 }) });

  await new NoteClient(server).rewrite(id, 'refused');
  await server.stop();

  const line = server.log.find(({ msg }) => msg === 'request failed')!;
  const { code, err } = line as { code: string; err: { cause: { code: string; message: string } } };
  assert.deepEqual([line['level'], code, err.cause.code], ['error', 'store_halted', 'store_io_failed']);
  assert.match(err.cause.message, /SQLITE_IOERR_FSYNC.*, in .*persist\.db\. Check the disk and the system log/);
});

test('a disk that fails while the log is moved into the database ends all writing too', async (t) => {
  const options = { root: await app, data: await dataFolder(t) };
  const file = join(options.data, 'persist.db');
  const [id] = await someNotes(t, options);
  const server = await NoteServer.start(t, { ...options, through: failing({ calls: syncs, error: 'EIO', file, from: 1 }) });
  const client = new NoteClient(server);
  const large = 'x'.repeat(900_000);

  let last = '';
  let reply = await client.rewrite(id, large);
  // Each adds its length twice to the log; at 16 MiB it is moved.
  for (let n = 0; n < 40 && reply.status === 204; n += 1) {
    last = `${n} ${large}`;
    reply = await client.rewrite(id, last);
  }

  assertProblem(reply, [503, 'store_halted']);
  assertProblem(await client.get('/ready'), [503, 'store_halted']);
  await server.kill();
  const restarted = new NoteClient(await NoteServer.start(t, options));
  assert.equal((await restarted.get('/ready')).status, 200);
  assert.equal((await restarted.note(id)).status, 200);
});

test('where another thread meets that, calls that it does not commit are refused too', async (t) => {
  const options = { root: await app, data: await dataFolder(t) };
  const file = join(options.data, 'persist.db');
  const ids = await someNotes(t, options);
  // Once only: a thread that tries again is not refused by the disk.
  const through = failing({ calls: syncs, error: 'EIO', file, from: 1, to: 1 });
  const server = await NoteServer.start(t, { ...options, through });
  const client = new NoteClient(server);
  const text = 'x'.repeat(2_000);

  // Many at a time are a large group; 16 MiB of log are soon written.
  let statuses: readonly number[] = [];
  for (let n = 0; n < 60 && !statuses.includes(503); n += 1) {
    const calls = Array.from({ length: 64 }, (_, call) => client.rewrite(ids[call % ids.length], `${n} ${text}`));
    const replies = await Promise.all(calls);
    statuses = replies.map(({ status }) => status);
  }

  assertProblem(await client.rewrite(ids[0], 'alone'), [503, 'store_halted']);
  assertProblem(await client.get('/ready'), [503, 'store_halted']);
});

test('an app whose disk fails while it starts ends with what failed, and where', async (t) => {
  const options = { root: await app, data: await dataFolder(t) };
  const file = join(options.data, 'persist.db-wal');

  const { code, terminal } = await failedStart(t, {
    ...options,
    through: failing({ calls: syncs, error: 'EIO', file, from: 1 }),
  });

  assert.equal(code, 1);
  assert.match(terminal, /Migrating failed: disk I\/O error \(SQLITE_IOERR_FSYNC\), in .*persist\.db\. Check the disk/);
  await NoteServer.start(t, options);
});

async function someNotes(t: Parameters<typeof dataFolder>[0], options: { root: string; data: string }): Promise<string[]> {
  const server = await NoteServer.start(t, options);
  const client = new NoteClient(server);
  const ids = await Promise.all(Array.from({ length: effort({ ci: 8, soak: 64 }) }, (_, n) => client.created(`note ${n}`)));
  await server.stop();
  return ids;
}

/** Each note is rewritten without pause, with rising numbers, until that is refused; what was acknowledged last. */
async function writeUntilRefused(client: NoteClient, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const acknowledged = new Map(ids.map((id) => [id, '']));
  const write = async (id: string): Promise<void> => {
    for (let n = 1; ; n += 1) {
      const reply = await client.rewrite(id, String(n));
      if (reply.status !== 204) return assertProblem(reply, [503, 'store_halted']);
      acknowledged.set(id, String(n));
    }
  };
  await Promise.all(ids.map(write));
  return acknowledged;
}

/** The write that met the failure may have been kept, but for that what was acknowledged last is there. */
function assertNotOlder(found: unknown, acknowledged: string): void {
  const last = Number(acknowledged);
  assert.ok([last, last + 1].includes(Number(found)), `${String(found)} is there, ${acknowledged} was acknowledged`);
}
