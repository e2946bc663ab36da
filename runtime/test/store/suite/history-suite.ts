import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Predicate } from '../../../src/store/query-plan.js';
import { replay } from '../../../src/store/replay.js';
import type { AuditQuery } from '../../../src/store/store.js';
import { added, auditOf, element, gadget, moment, removal, thing, things, update, work } from '../things.js';
import type { StoreOpener } from './open-store.js';

const whole = { model: 'things', id: 'a', offset: 0, limit: 100 } as const;

export function historySuite(open: StoreOpener): void {
  test('an audit record is read back as it was written', async (t) => {
    const { store } = await open(t);
    const write = thing('a', { secret: 'kept' }, { collections: { items: [element(1, 'a0', { n: 1 })] } });
    const bare = auditOf(update('a', 1, {}));
    const full = auditOf(write, { message: 'A thing is made', input: { name: 'Ann', nothing: null } });

    await store.commit([
      { ...work(write), audits: [full] },
      { ...work(update('a', 1, {})), audits: [bare] },
    ]);

    assert.deepEqual(await store.audits({ ...whole, ascending: true }), { items: [full, bare], total: 2, more: false });
  });

  test('an input of null is not an input that is missing', async (t) => {
    const { store } = await open(t);

    await store.commit([{ ...work(thing('a')), audits: [auditOf(thing('a'), { input: null })] }]);

    assert.equal((await store.audits(whole)).items[0]!.input, null);
  });

  test('history comes newest first, in pages, or oldest first', async (t) => {
    const { store } = await open(t);
    const writes = [thing('a'), ...[1, 2, 3, 4].map((version) => update('a', version, {}))];
    await store.commit(writes.map((write) => ({ ...work(write), audits: [auditOf(write)] })));
    const versions = async (more: object) =>
      (await store.audits({ ...whole, ...more })).items.map(({ version }) => version);

    assert.deepEqual(await versions({ limit: 2 }), [5, 4]);
    assert.deepEqual(await versions({ limit: 2, offset: 2 }), [3, 2]);
    assert.deepEqual(await versions({ limit: 2, offset: 4 }), [1]);
    assert.deepEqual(await versions({ limit: 3, ascending: true }), [1, 2, 3]);
    assert.equal((await store.audits({ ...whole, limit: 2, offset: 4 })).total, 5);
  });

  test('history is filtered by what its records say of themselves', async (t) => {
    const { store } = await open(t);
    const writes = [thing('a'), ...[1, 2, 3, 4].map((version) => update('a', version, {}))];
    const audits = writes.map((write, n) =>
      auditOf(write, { at: moment(n), actor: n % 2 === 0 ? 'ann' : 'bob', requestId: `request-${n}` }),
    );
    await store.commit(writes.map((write, n) => ({ ...work(write), audits: [audits[n]!] })));
    const versions = async (...where: Predicate[]) => {
      const { items, total } = await store.audits({ ...whole, where });
      assert.equal(total, items.length);
      return items.map(({ version }) => version);
    };

    assert.deepEqual(await versions({ field: 'actor', operator: 'eq', value: 'bob' }), [4, 2]);
    assert.deepEqual(await versions({ field: 'actor', operator: 'ne', value: 'bob' }), [5, 3, 1]);
    assert.deepEqual(await versions({ field: 'action', operator: 'in', value: ['create', 'remove'] }), [1]);
    assert.deepEqual(await versions({ field: 'event', operator: 'eq', value: 'thing_update' }), [5, 4, 3, 2]);
    assert.deepEqual(await versions({ field: 'requestId', operator: 'eq', value: 'request-2' }), [3]);
    assert.deepEqual(await versions({ field: 'version', operator: 'lte', value: 2 }), [2, 1]);
    assert.deepEqual(await versions({ field: 'at', operator: 'gt', value: moment(3) }), [5]);
    assert.deepEqual(
      await versions(
        { field: 'at', operator: 'lte', value: moment(3) },
        { field: 'actor', operator: 'eq', value: 'ann' },
      ),
      [3, 1],
    );
  });

  test('history goes on after a version, in both directions', async (t) => {
    const { store } = await open(t);
    const writes = [thing('a'), ...[1, 2, 3, 4].map((version) => update('a', version, {}))];
    await store.commit(writes.map((write) => ({ ...work(write), audits: [auditOf(write)] })));
    const after = async (more: Partial<AuditQuery>) => {
      const rows = await store.audits({ ...whole, ...more });
      return [rows.items.map(({ version }) => version), rows.total, rows.more];
    };

    assert.deepEqual(await after({ after: 4, limit: 2 }), [[3, 2], 5, true]);
    assert.deepEqual(await after({ after: 2, limit: 2 }), [[1], 5, false]);
    assert.deepEqual(await after({ after: 2, limit: 3, ascending: true }), [[3, 4, 5], 5, false]);
  });

  test('history is that of one aggregate of one model', async (t) => {
    const { store } = await open(t);
    const audited = [thing('a'), thing('b'), gadget('a')].map((write) => ({
      ...work(write),
      audits: [auditOf(write)],
    }));

    await store.commit(audited);

    assert.deepEqual(
      (await store.audits(whole)).items.map(({ model, id }) => [model, id]),
      [['things', 'a']],
    );
    assert.equal((await store.audits({ ...whole, id: 'nobody' })).total, 0);
  });

  test('history outlives its aggregate', async (t) => {
    const { store } = await open(t);
    const write = thing('a');
    await store.commit([{ ...work(write), audits: [auditOf(write)] }]);

    await store.commit([{ ...work(removal('a', 1)), audits: [auditOf(removal('a', 1))] }]);

    const { items, total } = await store.audits(whole);
    assert.deepEqual([items.map(({ action }) => action), total], [['remove', 'create'], 2]);
  });

  test('history replays to the stored aggregate', async (t) => {
    const { store } = await open(t);
    const writes = [
      thing(
        'a',
        { balance: '1', address: { zip: '1' } },
        { collections: { items: [element(1, 'a0', 'x'), element(2, 'a1', 'y')] } },
      ),
      update('a', 1, {
        fields: {
          balance: { before: '1' },
          score: { before: 0, after: 2.5 },
          city: { before: null, after: 'Bern' },
        },
        at: moment(3),
      }),
      update('a', 2, {
        fields: added({ anything: [null] }),
        collections: {
          items: [
            { kind: 'moved', key: 2, from: 'a1', to: 'Zz' },
            { kind: 'changed', key: 1, before: 'x', after: 'X' },
          ],
          labels: [element('k', 'a0', null)],
        },
      }),
    ];
    await store.commit(writes.map((write) => ({ ...work(write), audits: [auditOf(write)] })));

    const { items } = await store.audits({ ...whole, ascending: true });

    assert.deepEqual(replay(items, things), await store.load('things', 'a'));
  });
}
