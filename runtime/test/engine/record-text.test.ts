import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Workshop } from '../fixtures/workshop/src/model.js';
import { call, codeOf, openEngine, shed, workshop, type EngineKind } from './open-engine.js';

for (const kind of ['recording', 'reference'] satisfies EngineKind[]) {
  test(`the text of a record is its record as JSON, after each command anew (${kind})`, async (t) => {
    const { engine } = await openEngine(t, { kind, models: [Workshop] });
    const target = workshop((await shed(engine)).id);

    for (const title of ['sweep', 'paint']) {
      await engine.execute(target, { command: 'addTask', input: { title } }, call);
      const { version, record } = await engine.read(target);
      assert.deepEqual(await engine.readText(target), { version, text: JSON.stringify(record) });
    }
  });
}

test('the text of a record in memory is there in the turn in which it is asked for', async (t) => {
  const { engine } = await openEngine(t, { kind: 'recording', models: [Workshop] });
  const target = workshop((await shed(engine)).id);

  assert.deepEqual(engine.readText(target), await engine.readText(target));
});

test('a text is not shown before its version is on disk', async (t) => {
  const { engine, faults } = await openEngine(t, { kind: 'recording', models: [Workshop] });
  const target = workshop((await shed(engine)).id);
  const before = await engine.readText(target);

  faults.failNextCommit(new Error('the disk is on fire'));
  const refused = assert.rejects(engine.execute(target, { command: 'addTask', input: { title: 'sweep' } }, call));
  const during = engine.readText(target);

  await refused;
  assert.ok(during instanceof Promise);
  assert.deepEqual(await during, before);
});

test('a drained engine shows no text', async (t) => {
  const { engine } = await openEngine(t, { kind: 'recording', models: [Workshop] });
  const target = workshop((await shed(engine)).id);
  await engine.drain();

  assert.throws(
    () => engine.readText(target),
    (error) => codeOf(error) === 'shutting_down',
  );
});
