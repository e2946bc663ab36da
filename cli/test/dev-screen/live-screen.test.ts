import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { render } from 'ink-testing-library';
import { createElement } from 'react';
import { LiveScreen } from '../../src/dev-screen/live-screen.js';
import { ScreenStore } from '../../src/dev-screen/screen-store.js';
import { ready, request, serving, shop } from './screen-events.js';

test('events of the session are drawn as they come', async (t) => {
  const { store, until } = openLive(t);

  store.take(serving);
  store.take(ready);
  store.take(request('/api/notes'));

  await until(/200 +1\.2 ms +GET +\/api\/notes/);
});

const keys = [
  ['r', 'restart'],
  ['o', 'openDocs'],
  ['q', 'quit'],
  ['\u0003', 'quit'],
] as const;
for (const [key, action] of keys) {
  test(`${JSON.stringify(key)} is ${action}`, async (t) => {
    const { press, acted } = openLive(t);

    await press(key);

    assert.deepEqual(acted, [action]);
  });
}

test('keys in quick succession count each', async (t) => {
  const { press, acted } = openLive(t);

  await press('rrq');

  assert.deepEqual(acted, ['restart', 'restart', 'quit']);
});

test('c clears the lists', async (t) => {
  const { store, press, until } = openLive(t);
  store.take(request('/api/notes'));
  await until(/\/api\/notes/);

  await press('c');

  assert.match(await until(/None yet/), /Requests/);
});

test('? shows help, and ? or escape hides it', async (t) => {
  const { press, until } = openLive(t);

  await press('?');
  await until(/Keys/);
  await press('\u001b');
  await until(/Requests/);
  await press('?');
  await until(/Keys/);
  await press('?');
  await until(/Requests/);
});

test('other keys do nothing', async (t) => {
  const { press, acted, store } = openLive(t);
  const before = store.state();

  await press('x\r\u001b[A');

  assert.deepEqual(acted, []);
  assert.deepEqual(store.state(), before);
});

function openLive(t: TestContext) {
  const store = new ScreenStore(shop);
  const acted: string[] = [];
  const act = (action: string) => () => void acted.push(action);
  const actions = { restart: act('restart'), openDocs: act('openDocs'), quit: act('quit') };
  const drawn = render(createElement(LiveScreen, { store, actions, colours: false }));
  t.after(() => drawn.unmount());
  return {
    store,
    acted,
    /** Resolves when the key has been taken. */
    press: async (key: string) => {
      drawn.stdin.write(key);
      await turns(4);
    },
    /** The screen as soon as it matches. */
    until: async (expected: RegExp): Promise<string> => {
      for (let turn = 0; turn < 500; turn += 1) {
        const frame = drawn.lastFrame() ?? '';
        if (expected.test(frame)) return frame;
        await turns(1);
      }
      throw new Error(`${String(expected)} is not on:\n${drawn.lastFrame()}`);
    },
  };
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
}
