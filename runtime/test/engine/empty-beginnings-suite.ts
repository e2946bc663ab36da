import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findModel } from '@persist/contract';
import { replay } from '../../src/store/replay.js';
import { Crew } from '../fixtures/workshop/src/crew.js';
import { call, done, failure, openEngine, workshopContract, type EngineKind } from './open-engine.js';

/** What holds of fields that a constructor empties although their initialisers fill them. */
export function emptyBeginningsSuite(kind: EngineKind): void {
  const open = (t: Parameters<typeof openEngine>[0]) => openEngine(t, { kind, models: [Crew] });

  test(`${kind}: a collection that a constructor empties has to hold as much as its constraint asks for`, async (t) => {
    const { engine } = await open(t);

    const refused = await failure(engine.create('crews', { hands: [] }, call));

    assert.equal(refused.code, 'validation_error');
    assert.deepEqual(refused.details['errors'], [{ path: 'hands', message: 'must hold at least 1 elements' }]);
  });

  test(`${kind}: history does not give back what a constructor took away`, async (t) => {
    const { engine, store } = await open(t);
    const { id, record } = done(await engine.create('crews', { hands: ['Bob'] }, call));
    await engine.execute({ model: 'crews', id }, { command: 'hire', input: { hand: 'Cy' } }, call);

    const { items } = await store.audits({ model: 'crews', id, offset: 0, limit: 10, ascending: true });

    assert.deepEqual([record!['tools'], record!['motto']], [[], undefined]);
    assert.deepEqual(replay(items, findModel(await workshopContract(), 'crews')!), await store.load('crews', id));
    await engine.remove({ model: 'crews', id }, call);
    assert.deepEqual((await engine.read({ model: 'crews', id }, { at: { version: 1 } })).record, record);
  });
}
