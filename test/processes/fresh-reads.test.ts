import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { fileScope } from '../cli/built-app.js';
import { effort } from '../effort/effort.js';
import type { Till, TillCall, TillClient } from './till-client.js';
import { tillProcesses, type TillProcesses } from './till-processes.js';

const scope = fileScope();
let processes: TillProcesses;
let clients: readonly TillClient[];

before(async () => {
  processes = await tillProcesses(scope);
  clients = processes.clients();
});

/** Every way to ask for what was booked, and where its answer tells it. */
const looks: Readonly<Record<string, Look>> = {
  'GET of the record': {
    path: (id) => `/${id}`,
    tells: (till: Till) => till.sum,
  },
  'list by a filter': {
    path: (_, sum) => `?sum__gte=${sum}&sort=-sum&perPage=1`,
    tells: ({ items }: { items: readonly Till[] }) => items[0]?.sum,
  },
  'list by an index': {
    path: (_, sum) => `?sum=${sum}`,
    tells: ({ items, total }: { items: readonly Till[]; total: number }) => (total === 1 ? items[0]!.sum : undefined),
  },
  query: {
    path: (id) => `/${id}/sum-of?writer=ann`,
    tells: (sum: number) => sum,
  },
  view: {
    path: (id) => `/${id}/views/agreement`,
    tells: ({ inDrawers }: { inDrawers: number }) => inDrawers,
  },
  history: {
    path: (id) => `/${id}/_audits?perPage=1`,
    tells: ({ items, total }: { items: readonly { version: number }[]; total: number }) =>
      items[0]!.version === total ? items[0]!.version - 1 : undefined,
  },
  'past version': {
    path: (id, sum) => `/${id}?version=${sum + 1}`,
    tells: (till: Till) => till.sum,
  },
};

interface Look {
  readonly path: (id: string, sum: number) => string;
  readonly tells: (answer: never) => number | undefined;
}

for (const [name, { path, tells }] of Object.entries(looks)) {
  test(`what one process has acknowledged, the ${name} in every other one tells at once`, async () => {
    const { id } = await clients[0]!.create(name);
    for (let sum = 1; sum <= effort({ ci: 40, soak: 20_000 }); sum += 1) {
      assert.equal(await clients[sum % 4]!.book(id, { writer: 'ann', amount: 1 }), sum);

      const others = clients.filter((_, n) => n !== sum % 4);
      const answers = await Promise.all(others.map((client) => client.done<never>({ method: 'GET', path: path(id, sum) })));

      assert.deepEqual(answers.map(tells), others.map(() => sum));
    }
    await clients[0]!.done({ method: 'DELETE', path: `/${id}` });
  });
}

test('a conditional GET says "not modified" only until another process has changed the record', async () => {
  const { id } = await clients[0]!.create('conditional');
  for (let version = 1; version <= effort({ ci: 40, soak: 20_000 }); version += 1) {
    const look = (client: TillClient) => client.send({ method: 'GET', path: `/${id}`, headers: { 'if-none-match': `"${version}"` } });
    const before = await Promise.all(clients.map(look));
    await clients[version % 4]!.book(id, { writer: 'ann', amount: 1 });

    const after = await Promise.all(clients.map(look));

    assert.deepEqual(before.map(({ status }) => status), [304, 304, 304, 304]);
    assert.deepEqual(after.map(({ headers }) => headers['etag']), Array(4).fill(`"${version + 1}"`));
  }
});

test('an If-Match that was read in one process counts in every other one at once', async () => {
  const { id } = await clients[0]!.create('etag travels');
  let etag = '"1"';
  for (let turn = 1; turn <= effort({ ci: 100, soak: 20_000 }); turn += 1) {
    const call = { path: `/${id}/book`, body: { writer: 'ann', amount: 1 }, headers: { 'if-match': etag } };
    const answer = await clients[turn % 4]!.send(call);

    assert.equal(answer.status, 200, answer.text);
    etag = String(answer.headers['etag']);
    assert.equal((await clients[(turn + 1) % 4]!.send(call)).code, 'optimistic_lock_conflict');
  }
});

test('created in one process a record is there in the others, removed it is gone from them', async () => {
  for (let round = 0; round < effort({ ci: 40, soak: 5000 }); round += 1) {
    const at = (step: number) => clients[(round + step) % 4]!;
    const { id } = await at(0).create(`short life ${round}`);
    assert.equal((await at(1).till(id)).version, 1);
    assert.equal(await at(2).book(id, { writer: 'ann', amount: 7 }), 7);
    await at(1).done({ method: 'DELETE', path: `/${id}` });

    const asks: TillCall[] = [
      { method: 'GET', path: `/${id}` },
      { method: 'GET', path: `/${id}/sum-of?writer=ann` },
      { path: `/${id}/book`, body: { writer: 'ann', amount: 1 } },
    ];
    const answers = await Promise.all([0, 2, 3].flatMap((step) => asks.map((ask) => at(step).send(ask))));

    assert.deepEqual(answers.map(({ code }) => code), answers.map(() => 'not_found'));
  }
});

test('reads that are pipelined behind each other never go back, whatever other processes write meanwhile', async () => {
  const { id } = await clients[0]!.create('pipelined');
  const reader = processes.all[3]!.client({ connections: 1, pipelining: 16 });
  let acknowledged = 0;
  let writes = true;
  const writers = clients.slice(0, 3).map(async (client) => {
    for (let turn = 0; turn < effort({ ci: 60, soak: 10_000 }); turn += 1) {
      acknowledged = Math.max(acknowledged, await client.book(id, { writer: 'ann', amount: 1 }));
    }
  });
  const done = Promise.all(writers).finally(() => {
    writes = false;
  });

  let seen = 0;
  let reads = 0;
  while (writes) {
    const least = acknowledged;
    const tills = await Promise.all(Array.from({ length: 16 }, () => reader.till(id)));
    for (const { sum, count } of tills) {
      assert.ok(sum >= least, `${least} was acknowledged before ${sum} was asked for`);
      assert.ok(sum >= seen, `${sum} was answered after ${seen}`);
      assert.equal(count, sum);
      seen = sum;
      reads += 1;
    }
  }
  await done;
  assert.equal((await reader.till(id)).sum, acknowledged);
  assert.ok(reads >= 16);
});
