import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDriver } from '../../src/store/sqlite/connection/check-driver.js';

for (const [node, driver] of [
  ['20.19.0', '12.11.1'],
  ['22.0.0', '12.11.1'],
  ['22.23.3', '13.2.0'],
  ['24.21.0', '13.2.0'],
] as const) {
  test(`better-sqlite3 ${driver} is used on Node ${node}`, () => {
    assert.doesNotThrow(() => checkDriver({ node, driver }));
  });
}

test('the driver for later Nodes is refused on Node 20 before it ends the process', () => {
  assert.throws(() => checkDriver({ node: '20.20.2', driver: '13.2.0' }), {
    code: 'driver_unfit',
    message:
      'better-sqlite3 13.2.0 ends Node 20.20.2 with a segmentation fault. ' +
      'Use Node 22 or later, or: npm install better-sqlite3@12',
  });
});

test('the driver for earlier Nodes is refused on Node 24 before it ends the process', () => {
  assert.throws(() => checkDriver({ node: '24.21.0', driver: '12.11.1' }), {
    code: 'driver_unfit',
    message: 'better-sqlite3 12.11.1 ends Node 24.21.0 with an abort. Run under this Node: npm update better-sqlite3',
  });
});

test('the driver that is installed is one for the Node that runs', () => {
  assert.doesNotThrow(() => checkDriver());
});
