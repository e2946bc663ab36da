import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  adopt,
  compileStatePlan,
  encodePublic,
  encodeState,
  hydrate,
  record,
} from '../../src/engine/recorder/index.js';
import { column, json, modelOf } from '../store/model-builder.js';
import { Board, boardPlan, boardState, item } from './board.js';

test('hydrating restores the instance without running its constructor', () => {
  const stored = encodeState(boardState({ items: [item('a')], note: 'n' }));
  const guarded = { __proto__: Board.prototype, constructor: () => assert.fail('the constructor ran') };

  const { instance } = hydrate(boardPlan, guarded, stored);

  assert.ok(instance instanceof Board);
  assert.deepEqual(
    Object.keys(instance),
    boardPlan.fields.map(({ name }) => name),
  );
  assert.deepEqual({ ...instance }, { ...boardState({ items: [item('a')], note: 'n' }).instance });
});

test('a field that is absent in storage gets its default if it is required, and stays absent if it is optional', () => {
  const plan = compileStatePlan(
    modelOf('things', {
      fields: [
        column('size', 'number', { default: 5 }),
        column('note', 'text', { optional: true, default: 'x' }),
        json('tags', { type: 'array', items: { type: 'string' } }, { default: ['new'] }),
      ],
    }),
  );

  const first = hydrate(plan, Object.prototype, { fields: {}, collections: {} });
  const second = hydrate(plan, Object.prototype, { fields: {}, collections: {} });

  assert.deepEqual(first.instance, { size: 5, tags: ['new'] });
  assert.notEqual((first.instance as { tags: unknown }).tags, (second.instance as { tags: unknown }).tags);
});

test('adopting lists everything as added, with keys from 1', () => {
  const board = Object.assign(new Board(), {
    labels: ['a', 'b'],
    marks: new Set(['m']),
    byName: new Map([['k', item('i')]]),
  });

  const { changes } = adopt(boardPlan, board);

  assert.deepEqual(changes.fields['title'], { after: 'Board' });
  assert.deepEqual(changes.collections['labels'], [
    { kind: 'added', key: 1, order: 'a0', after: 'a' },
    { kind: 'added', key: 2, order: 'a1', after: 'b' },
  ]);
  assert.deepEqual(
    changes.collections['byName']!.map(({ key }) => key),
    ['k'],
  );
  assert.equal(changes.collections['items'], undefined);
});

test('nothing a constructor handed out reaches the adopted state', () => {
  const board = new Board();
  const { items } = board;

  const { state } = adopt(boardPlan, board);
  items.push(item('leaked'));
  board.title = 'leaked';

  assert.notEqual(state.instance, board);
  assert.deepEqual([(state.instance as Board).items, (state.instance as Board).title], [[], 'Board']);
});

test('adopting refuses fields nobody declared, aliases and what cannot be stored', () => {
  const shared = item('a');

  assert.throws(() => adopt(boardPlan, Object.assign(new Board(), { cache: 1 })), {
    name: 'EncodingError',
    message:
      'cache: is no field of Board; declare it in the class, or rebuild the contract if it is there already',
  });
  assert.throws(() => adopt(boardPlan, Object.assign(new Board(), { items: [shared], archive: [shared] })), {
    name: 'AliasError',
    paths: ['items[0]', 'archive[0]'],
  });
  assert.throws(
    () => adopt(boardPlan, Object.assign(new Board(), { items: [item('a', { at: new Date(NaN) })] })),
    {
      name: 'EncodingError',
      message: 'items[0].at: an invalid Date cannot be stored; check what it was made from',
    },
  );
  assert.throws(() => adopt(boardPlan, Object.assign(new Board(), { items: undefined })), {
    name: 'EncodingError',
    message: 'items: expected an array, found undefined',
  });
});

test('a required field that the constructor left out is listed without a value, for the check of what changed', () => {
  const { changes } = adopt(boardPlan, Object.assign(new Board(), { title: undefined }));

  assert.deepEqual(changes.fields['title'], {});
  assert.equal(Object.hasOwn(changes.fields, 'note'), false);
});

test('the public encoding leaves private fields out and shows collections whole', () => {
  const text = { type: 'string' } as const;
  const plan = compileStatePlan(
    modelOf('things', {
      fields: [
        column('name', 'text'),
        json('secret', text, { visibility: 'private' }),
        json('note', text, { optional: true }),
      ],
    }),
  );
  const state = hydrate(plan, Object.prototype, { fields: { name: 'n', secret: 's' }, collections: {} });

  assert.deepEqual(encodePublic(state), { name: 'n' });
  assert.deepEqual(encodePublic(boardState({ labels: ['a'], counts: new Map([[1, { n: 2 }]]) }))['counts'], [
    [1, { n: 2 }],
  ]);
});

test('a setter of the class runs when it is assigned in a command, and not when the state is loaded', () => {
  const state = boardState();
  const recording = record(state);

  (recording.self as Board).heading = 'loud';

  assert.deepEqual(recording.seal().fields, { title: { before: 'Board', after: 'LOUD' } });
});
