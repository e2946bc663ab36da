import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldNode } from '@persist/contract';
import { applyChangeSet } from '../../src/store/apply-change-set.js';
import { draftOf, finishDraft } from '../../src/store/aggregate-draft.js';
import { mentionsAll, replay } from '../../src/store/replay.js';
import { revertChangeSet } from '../../src/store/revert-change-set.js';
import { rewindRecord } from '../../src/store/rewind.js';
import { collection, column, modelOf, nullableColumn } from './model-builder.js';
import { auditOf, element, firstMoment, moment, removal, thing, things, update } from './things.js';

const created = thing(
  'a',
  { balance: '1' },
  { collections: { items: [element(1, 'a0', 'one'), element(2, 'a1', 'two')] } },
);

const changed = update('a', 1, {
  fields: { balance: { before: '1' }, score: { before: 0, after: 2 }, code: { after: 'x' } },
  collections: {
    items: [
      { kind: 'moved', key: 2, from: 'a1', to: 'Zz' },
      { kind: 'changed', key: 1, before: 'one', after: 'ONE' },
      { kind: 'removed', key: 2, order: 'Zz', before: 'two' },
      element(2, 'a5', 'two again'),
    ],
  },
});

test('a change set applied gives the next version and leaves the one before as it was', () => {
  const before = applyChangeSet(undefined, created, things);
  const copy = structuredClone(before);

  const after = applyChangeSet(before, changed, things);

  assert.deepEqual(before, copy);
  assert.deepEqual(after, {
    id: 'a',
    version: 2,
    createdAt: firstMoment,
    updatedAt: moment(1),
    fields: { name: 'thing a', score: 2, active: true, city: null, code: 'x', anything: {} },
    collections: {
      items: [
        { key: 1, order: 'a0', value: 'ONE' },
        { key: 2, order: 'a5', value: 'two again' },
      ],
      tags: [],
      labels: [],
      pairs: [],
    },
  });
});

test('a change set reverted gives the version before', () => {
  const before = applyChangeSet(undefined, created, things);
  const after = applyChangeSet(before, changed, things);

  const reverted = revertChangeSet(after, { ...changed, previous: { version: 1, at: firstMoment } }, things);

  assert.deepEqual(reverted, before);
});

test('a history that ends with a removal replays to nothing', () => {
  assert.equal(
    replay(
      [created, changed, removal('a', 2)].map((write) => auditOf(write)),
      things,
    ),
    undefined,
  );
});

test('a history with a gap is refused', () => {
  assert.throws(() => replay([auditOf(created), auditOf(update('a', 2, {}))], things), {
    code: 'change_does_not_fit',
    message: /a: its history has version 3 after version 1/,
  });
});

test('an element that is not where the change says is refused', () => {
  const state = applyChangeSet(undefined, created, things);
  const misfits = [
    element(1, 'a9', 'again'),
    { kind: 'changed', key: 9, before: 1, after: 2 },
    { kind: 'moved', key: 9, from: 'a0', to: 'a1' },
    { kind: 'removed', key: 9, order: 'a0', before: 1 },
  ] as const;

  for (const change of misfits) {
    assert.throws(() => applyChangeSet(state, update('a', 1, { collections: { items: [change] } }), things), {
      code: 'change_does_not_fit',
      message:
        change.kind === 'added' ? /a items: element 1 is there already/ : /a items: element 9 is not there/,
    });
  }
});

test('a history older than a field has its default, and no field that was removed', () => {
  const model = modelOf('things', {
    fields: [column('name', 'text'), column('rank', 'number', { default: 5 })],
  });

  const { fields, collections } = replay([auditOf(created)], model)!;

  assert.deepEqual(fields, { name: 'thing a', rank: 5 });
  assert.deepEqual(collections, {});
});

test('a history older than a collection has the elements of its initialiser, until they change', () => {
  const model = modelOf('things', {
    fields: [
      column('name', 'text'),
      collection({ model: 'things', name: 'labels' }, 'map', { default: { in: 1, out: 2 } }),
      collection({ model: 'things', name: 'items' }, 'array', { default: ['new'] }),
    ],
  });
  const later = update('a', 1, { collections: { labels: [{ kind: 'changed', key: 'in', before: 1, after: 9 }] } });

  const { collections } = replay([auditOf(created), auditOf(later)], model)!;

  assert.deepEqual(collections['labels'], [
    { key: 'in', order: 'a0', value: 9 },
    { key: 'out', order: 'a1', value: 2 },
  ]);
  // The history mentions the items: it is not older than they are.
  assert.deepEqual(
    collections['items']!.map(({ value }) => value),
    ['one', 'two'],
  );
});

test('a history that mentions all there is tells everything; one that is older than a field does not', () => {
  const first = auditOf(created);
  const tells = (...fields: FieldNode[]) =>
    mentionsAll(first, modelOf('things', { fields: [column('name', 'text'), ...fields] }));

  assert.equal(tells(), true);
  assert.equal(tells(column('nick', 'text', { optional: true })), true);
  assert.equal(tells(collection({ model: 'things', name: 'tags' }, 'set', { default: [] })), true);
  assert.equal(tells(column('rank', 'number', { default: 5 })), false);
  assert.equal(tells(nullableColumn('town', 'text')), false);
  assert.equal(tells(collection({ model: 'things', name: 'tags' }, 'set', { default: ['x'] })), false);
});

test('a draft is taken back one record at a time', () => {
  const before = applyChangeSet(undefined, created, things);
  const draft = draftOf(applyChangeSet(before, changed, things));

  rewindRecord(draft, auditOf(changed));

  assert.deepEqual(finishDraft(draft, things), { ...before, updatedAt: moment(1) });
  assert.throws(() => rewindRecord(draft, auditOf(changed)), { code: 'change_does_not_fit' });
});
