import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { fileScope } from '../cli/built-app.js';
import { effort } from '../effort/effort.js';
import type { TillAnswer, TillCall, TillClient } from './till-client.js';
import { tillProcesses, type TillProcesses } from './till-processes.js';

const scope = fileScope();
let processes: TillProcesses;
let clients: readonly TillClient[];

before(async () => {
  processes = await tillProcesses(scope);
  clients = processes.clients();
});

test('of calls with one ETag, in four processes at once, one is done and all others are told the version', async () => {
  const { id } = await clients[0]!.create('etags');

  for (let version = 1; version <= effort({ ci: 25, soak: 3000 }); version += 1) {
    const answers = await everywhere(4, ({ n }) => ({
      path: `/${id}/book`,
      body: { writer: `client ${n}`, amount: 1 },
      headers: { 'if-match': `"${version}"` },
    }));

    const [winner, ...losers] = answers.toSorted((a, b) => a.status - b.status);
    assert.deepEqual([winner!.status, winner!.headers['etag']], [200, `"${version + 1}"`]);
    for (const loser of losers) assert.deepEqual(refusalOf(loser), [412, 'optimistic_lock_conflict', version + 1]);
  }
});

test('of records with one unique value, created in four processes at once, one is made', async () => {
  for (let round = 0; round < effort({ ci: 15, soak: 2000 }); round += 1) {
    const answers = await everywhere(2, () => ({ path: '', body: { name: `only one ${round}` } }));

    assertOneWins(answers, 201, 'name');
    const { total } = await list(`?name=only%20one%20${round}`);
    assert.equal(total, 1);
  }
});

test('a unique value that four processes want, each for a record of its own, is given to one, and is free again after', async () => {
  const tills = await Promise.all(clients.map((client, n) => client.create(`badge ${n}`)));
  const ends: TillCall[] = [{ path: '/drop', body: {} }, { path: '/take', body: { badge: 'none of yours' } }];

  for (let round = 0; round < effort({ ci: 15, soak: 2000 }); round += 1) {
    const answers = await everywhere(1, ({ n }) => ({ path: `/${tills[n]!.id}/take`, body: { badge: 'gold' } }));

    assertOneWins(answers, 204, 'badge');
    const { items } = await list('?badge=gold');
    assert.deepEqual(items.map(({ id }) => id), [tills[answers.findIndex(({ status }) => status === 204)]!.id]);
    // By giving it up, by taking another one; in a process that did not write it.
    const { path, body } = ends[round % ends.length]!;
    await clients[round % clients.length]!.done({ path: `/${items[0]!.id}${path}`, body });
    await clients[(round + 1) % clients.length]!.done({ path: `/${items[0]!.id}/drop`, body: {} });
  }
});

test('a unique value is free in every process as soon as its record is removed in one', async () => {
  for (let round = 0; round < effort({ ci: 20, soak: 3000 }); round += 1) {
    const [here, there] = [clients[round % 4]!, clients[(round + 1) % 4]!];
    const { id } = await here.create('phoenix');
    assert.equal((await there.send({ path: '', body: { name: 'phoenix' } })).code, 'unique_conflict');

    await there.done({ method: 'DELETE', path: `/${id}` });

    const again = await here.create('phoenix');
    await here.done({ method: 'DELETE', path: `/${again.id}` });
  }
});

test('two records swap their unique values through a third, each step in another process', async () => {
  const [one, two] = [await clients[0]!.create('swap one'), await clients[1]!.create('swap two')];
  const take = (n: number, id: string, badge: string) => clients[n % 4]!.done({ path: `/${id}/take`, body: { badge } });
  await take(0, one.id, 'left');
  await take(1, two.id, 'right');

  for (let round = 0; round < effort({ ci: 10, soak: 1000 }); round += 1) {
    const [first, second] = round % 2 === 0 ? ['right', 'left'] : ['left', 'right'];
    await take(round, one.id, 'in between');
    await take(round + 1, two.id, second);
    await take(round + 2, one.id, first);

    const badges = await Promise.all([one, two].map(async ({ id }) => (await clients[(round + 3) % 4]!.till(id)).badge));
    assert.deepEqual(badges, [first, second]);
  }
});

test('one Idempotency-Key in four processes at once mutates once; each gets the answer, at once or when it asks again', async () => {
  const { id } = await clients[0]!.create('keys');

  for (let round = 1; round <= effort({ ci: 20, soak: 3000 }); round += 1) {
    const call = { path: `/${id}/book`, body: { writer: 'key', amount: 1 }, headers: { 'idempotency-key': `key ${round}` } };
    const answers = await everywhere(2, () => call);

    const [done, ...waiting] = answers.toSorted((a, b) => a.status - b.status);
    assert.equal(done!.status, 200);
    for (const answer of waiting.filter(({ status }) => status !== 200)) {
      assert.equal(answer.code, 'idempotency_in_progress');
    }
    const repeated = await everywhere(1, () => call);
    for (const answer of [...answers.filter(({ status }) => status === 200), ...repeated]) assertSameAnswer(answer, done!);
    for (const answer of repeated) assert.equal(answer.headers['idempotency-replayed'], 'true');
    assert.equal((await clients[round % 4]!.till(id)).count, round);
  }
});

test('an Idempotency-Key that came with another body in another process is refused, at once and later', async () => {
  const { id } = await clients[0]!.create('reused keys');

  for (let round = 1; round <= effort({ ci: 15, soak: 2000 }); round += 1) {
    const call = ({ n }: Place): TillCall => ({
      path: `/${id}/book`,
      body: { writer: 'key', amount: 1 + n },
      headers: { 'idempotency-key': `reused ${round}` },
    });
    const answers = await everywhere(1, call);

    assert.deepEqual(answers.map(codeOf).toSorted(), ['', ...Array<string>(3).fill('idempotency_key_reused')]);
    const first = answers.findIndex(({ status }) => status === 200);
    const later = await everywhere(1, call);
    assert.deepEqual(later.map(codeOf), answers.map(codeOf));
    assertSameAnswer(later[first]!, answers[first]!);
    assert.equal((await clients[round % 4]!.till(id)).count, round);
  }
});

test('a refusal of the domain is kept under its key for all processes, whatever has changed since', async () => {
  const { id } = await clients[0]!.create('jams');
  for (let round = 0; round < effort({ ci: 10, soak: 1000 }); round += 1) {
    const call = { path: `/${id}/jam`, body: { writer: 'jam', amount: 5 }, headers: { 'idempotency-key': `jam ${round}` } };
    const first = await clients[round % 4]!.send(call);
    await clients[(round + 1) % 4]!.book(id, { writer: 'other', amount: 1 });

    const later = await everywhere(1, () => call);

    for (const answer of [first, ...later]) assert.deepEqual(jammedAt(answer), [409, round + 5]);
    assert.equal((await clients[(round + 2) % 4]!.till(id)).sum, round + 1);
  }
});

test('bulk calls of four processes on the same records are each done on all of them or on none', async () => {
  const tills = await Promise.all(Array.from({ length: 6 }, (_, n) => clients[n % 4]!.create(`bulk ${n}`)));
  const ids = tills.map(({ id }) => id);
  const unknown = tills[0]!.id.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  let done = 0;

  for (let round = 0; round < effort({ ci: 8, soak: 1000 }); round += 1) {
    const answers = await everywhere(3, ({ n, turn }) => ({
      path: '/_bulk/book',
      body: { ids: turn === 2 ? [...ids, unknown] : n % 2 === 0 ? ids : ids.toReversed(), input: { writer: `bulk ${n}`, amount: 1 } },
    }));

    for (const { status, code } of answers) assert.ok(status === 200 || code === 'not_found' || code === 'write_conflict', code);
    done += answers.filter(({ status }) => status === 200).length;
    const counts = await Promise.all(ids.map(async (id) => (await clients[round % 4]!.till(id)).count));
    assert.deepEqual(counts, ids.map(() => done));
  }
  assert.ok(done > 0);
});

test('a record that is removed while others book on it takes each booking whole, or refuses it as not found', async () => {
  for (let round = 0; round < effort({ ci: 15, soak: 2000 }); round += 1) {
    const { id } = await clients[round % 4]!.create(`goes ${round}`);
    const calls = everywhere(3, ({ n }) => ({ path: `/${id}/book`, body: { writer: `client ${n}`, amount: 1 } }));
    const removal = await clients[(round + 1) % 4]!.send({ method: 'DELETE', path: `/${id}` });

    const answers = await calls;

    assert.equal(removal.status, 204);
    for (const answer of answers) assert.ok(answer.status === 200 || answer.code === 'not_found', answer.text);
    const done = answers.filter(({ status }) => status === 200).length;
    const { items } = await clients[(round + 2) % 4]!.done<History>({ method: 'GET', path: `/${id}/_audits?perPage=100` });
    assert.deepEqual(items.map(({ version }) => version), Array.from({ length: done + 2 }, (_, n) => done + 2 - n));
    assert.equal(items[0]!.action, 'remove');
  }
});

test('after all of it every record is what its history leads to', async () => {
  await processes.endAndVerify();
});

interface Place {
  /** Of the process. */
  readonly n: number;
  readonly turn: number;
}

interface History {
  readonly items: readonly { readonly version: number; readonly action: string }[];
}

/** Sends calls in all processes at once; `times` each. */
function everywhere(times: number, call: (place: Place) => TillCall): Promise<readonly TillAnswer[]> {
  const turns = Array.from({ length: times }, (_, turn) => turn);
  return Promise.all(turns.flatMap((turn) => clients.map((client, n) => client.send(call({ n, turn })))));
}

function list(search: string): Promise<{ total: number; items: readonly { id: string }[] }> {
  return clients[0]!.done({ method: 'GET', path: search });
}

function assertOneWins(answers: readonly TillAnswer[], status: number, field: string): void {
  const losers = answers.filter((answer) => answer.status !== status);
  assert.equal(losers.length, answers.length - 1, answers.map(codeOf).join());
  for (const loser of losers) {
    assert.deepEqual([loser.status, loser.code, (JSON.parse(loser.text) as { field: string }).field], [409, 'unique_conflict', field]);
  }
}

function refusalOf({ status, code, text }: TillAnswer): readonly unknown[] {
  return [status, code, (JSON.parse(text) as { currentVersion: number }).currentVersion];
}

function jammedAt({ status, text }: TillAnswer): readonly unknown[] {
  return [status, (JSON.parse(text) as { sum: number }).sum];
}

function assertSameAnswer(answer: TillAnswer, first: TillAnswer): void {
  const told = ({ status, text, headers }: TillAnswer) => [status, text, headers['etag'], headers['content-type']];
  assert.deepEqual(told(answer), told(first));
}

function codeOf({ code }: TillAnswer): string {
  return code;
}
