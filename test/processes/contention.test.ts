import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { fileScope } from '../cli/built-app.js';
import { effort } from '../effort/effort.js';
import { buildTills } from './till-app.js';
import type { TillAnswer } from './till-client.js';
import { tillProcesses, type TillProcesses } from './till-processes.js';
import { assertWhole } from './whole-till.js';

const building = buildTills(fileScope());
const WRITERS = 4;

test('of four processes that all write to one record each gets on, and what is retried is done once', async (t) => {
  const processes = await tillProcesses(t, { app: await building });
  const { answers, waits, perWriter } = await rush(processes, effort({ ci: 20, soak: 4000 }));

  report(t, answers, waits);
  assert.ok(perWriter.every((done) => done > 0), `nobody starves: ${perWriter.join()}`);
  // The policy makes ten attempts: whoever lost all of them is told so, and they are few.
  assert.ok(refused(answers).length <= answers.length / 20, `${refused(answers).length} of ${answers.length} were refused`);
  await processes.endAndVerify();
});

test('a policy of one attempt tells of every conflict, and when to come back, instead of running again', async (t) => {
  const processes = await tillProcesses(t, { app: await building, env: { TILL_ATTEMPTS: '1' } });
  const { answers, waits } = await rush(processes, effort({ ci: 20, soak: 4000 }));

  report(t, answers, waits);
  assert.ok(refused(answers).length > 0, 'somebody was slower than another process');
  for (const { status, headers } of refused(answers)) assert.deepEqual([status, headers['retry-after']], [409, '1']);
  await processes.endAndVerify();
});

/** Writers in all processes book on one till without pause; what was acknowledged is there, and nothing else. */
async function rush(processes: TillProcesses, turns: number) {
  const clients = processes.clients();
  const { id } = await clients[0]!.create('everybody');
  const answers: TillAnswer[] = [];
  const waits: number[] = [];
  const perWriter = await Promise.all(
    clients.flatMap((client, n) =>
      Array.from({ length: WRITERS }, async (_, writer) => {
        let done = 0;
        for (let turn = 0; turn < turns; turn += 1) {
          const from = performance.now();
          const command = turn % 5 === 0 ? 'book-slowly' : 'book';
          const answer = await client.send({ path: `/${id}/${command}`, body: { writer: `${n}-${writer}`, amount: 1 } });
          waits.push(performance.now() - from);
          answers.push(answer);
          if (answer.status === 200) done += 1;
        }
        return done;
      }),
    ),
  );
  const till = await clients[0]!.till(id);
  assertWhole(till);
  assert.equal(till.count, perWriter.reduce((sum, done) => sum + done, 0));
  for (const { status, code, text } of answers) assert.ok(status === 200 || code === 'write_conflict', text);
  return { answers, waits, perWriter };
}

function refused(answers: readonly TillAnswer[]): readonly TillAnswer[] {
  return answers.filter(({ code }) => code === 'write_conflict');
}

function report(t: TestContext, answers: readonly TillAnswer[], waits: readonly number[]): void {
  const sorted = waits.toSorted((a, b) => a - b);
  const [median, worst] = [sorted[sorted.length >> 1]!, sorted.at(-1)!].map(Math.round);
  t.diagnostic(`${answers.length} calls, ${refused(answers).length} refused, ${median} ms in the middle, ${worst} ms at worst`);
}
