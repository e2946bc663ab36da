import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layout, openSprintBoard } from './sprint-board.js';

test('a retried call is answered the same and adds one task', async (t) => {
  const sprint = await openSprintBoard(t);
  const { app, board, doing } = sprint;
  const task = { columnId: doing.id, title: 'Measure' };
  const key = { 'idempotency-key': 'measure-1' };

  const first = await app.post(`${board}/add-task`, task, key);
  const again = await app.post(`${board}/add-task`, task, key);

  assert.equal(again.headers.get('idempotency-replayed'), 'true');
  assert.equal(again.status, first.status);
  assert.deepEqual(again.body, first.body);
  assert.deepEqual((await layout(sprint))['Doing'], ['Measure']);
});

test('everything is there after a restart, and a retry is still known', async (t) => {
  const sprint = await openSprintBoard(t);
  const { app, board, doing, design } = sprint;
  const move = { taskId: design.id, toColumnId: doing.id, index: 0 };
  const key = { 'idempotency-key': 'move-1' };
  await app.post(`${board}/move-task`, move, key);
  const before = await app.get(board);

  await app.restart();

  const again = await app.post(`${board}/move-task`, move, key);
  assert.equal(again.headers.get('idempotency-replayed'), 'true');
  assert.deepEqual((await app.get(board)).body, before.body);
  assert.deepEqual(await layout(sprint), { 'To do': ['Build', 'Ship'], 'Doing': ['Design'], 'Done': [] });
});

test('the history says who moved what where, newest first', async (t) => {
  const { app, board, doing, design } = await openSprintBoard(t);
  const move = { taskId: design.id, toColumnId: doing.id, index: 0 };
  await app.post(`${board}/move-task`, move);

  const { body } = await app.get<{ items: Record<string, unknown>[] }>(`${board}/_audits`);

  assert.deepEqual(
    body.items.map((audit) => audit.event),
    ['move_task', ...Array(3).fill('add_task'), ...Array(3).fill('add_column'), 'create'],
  );
  assert.equal(body.items[0]?.actor, 'anonymous');
  assert.deepEqual(body.items[0]?.input, move);
});

test('a move made on a stale version of the board is refused', async (t) => {
  const { app, board, doing, design } = await openSprintBoard(t);
  const move = { taskId: design.id, toColumnId: doing.id, index: 0 };

  const stale = await app.post(`${board}/move-task`, move, { 'if-match': '"1"' });

  assert.equal(stale.status, 412);
  assert.equal(stale.body.code, 'optimistic_lock_conflict');
});

test('two boards cannot have one name', async (t) => {
  const { app } = await openSprintBoard(t);

  const reply = await app.post('/api/boards', { name: 'Sprint 12' });

  assert.equal(reply.status, 409);
  assert.equal(reply.body.code, 'unique_conflict');
  assert.equal(reply.body.field, 'name');
});

test('the OpenAPI document has every command and names every refusal of a move', async (t) => {
  const { app } = await openSprintBoard(t);

  const { body } = await app.get<OpenApi>('/api/boards/_openapi.json');

  const commands = ['add-task', 'update-task', 'move-task', 'remove-task', 'add-column', 'limit-column'];
  assert.match(body.openapi, /^3\.1\./);
  assert.deepEqual(
    commands.filter((command) => body.paths[`/api/boards/{id}/${command}`]?.post === undefined),
    [],
  );
  const { responses } = body.paths['/api/boards/{id}/move-task']!.post!;
  assert.deepEqual(
    ['204', '404', '409', '412', '422'].filter((status) => !(status in responses)),
    [],
  );
  const codes = ['column_not_found', 'task_not_found', 'wip_limit_reached', 'index_out_of_range'];
  assert.deepEqual(
    codes.filter((code) => !JSON.stringify(body).includes(code)),
    [],
  );
});

interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<string, { readonly post?: { readonly responses: Record<string, unknown> } }>;
}
