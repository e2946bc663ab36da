import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textLog } from '../../src/log/text-log.js';

test('a line for people has time, level, message and fields, and an error its stack below', () => {
  const written: string[] = [];
  const log = textLog({ level: 'info', write: (text) => written.push(text) });

  log.info({ status: 200, models: ['notes'] }, 'request');
  log.error({ err: new Error('broken', { cause: new Error('glass') }), path: '/x' }, 'request failed');
  log.warn('closing');

  assert.match(written[0]!, /^\d\d:\d\d:\d\d INFO {2}request status=200 models=\[ 'notes' \]\n$/);
  assert.match(written[1]!, /^\S+ ERROR request failed path=\/x\n {2}Error: broken\n {6}at [^]*caused by Error: glass\n/);
  assert.match(written[2]!, /^\S+ WARN {2}closing\n$/);
});

test('lines below the level are not written; a child has its parent’s fields, and a level of its own', () => {
  const written: string[] = [];
  const log = textLog({ level: 'warn', write: (text) => written.push(text.slice(9)) });

  log.info('no');
  log.child({ requestId: 'a' }).warn('yes');
  log.child({ requestId: 'b' }, { level: 'info' }).info('too');
  textLog({ level: 'silent', write: (text) => written.push(text) }).fatal('no');

  assert.deepEqual(written, ['WARN  yes requestId=a\n', 'INFO  too requestId=b\n']);
});
