import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { JsonSchema } from '@persist/contract';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { OpenApiDocument } from '../../../src/http/openapi/document.js';
import { openTestApp, type TestApp } from '../../../src/testing/index.js';
import { workshopContract } from '../../engine/open-engine.js';
import { Workshop } from '../../fixtures/workshop/src/model.js';
import { Profile } from '../../fixtures/workshop/src/profile.js';
import { assertDescribed } from './described-answer.js';

const unknown = '0190a0b0-0000-7000-8000-000000000000';

test('a document with patches and bulk calls is valid, and every answer to them is described', async (t) => {
  const { app, document } = await open(t);
  const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(document)) as Record<string, unknown>);
  const { id } = await app.create(Workshop, { name: 'Shed' });
  const ann = await app.create(Profile, { email: 'ann@x', handle: 'ann' });
  await app.create(Workshop, { name: 'Taken' });

  assert.equal(valid, true, JSON.stringify(errors));
  const bulk = '/api/workshops/_bulk';
  const calls: readonly (readonly [method: string, path: string, body?: unknown, headers?: Record<string, string>])[] = [
    ['POST', `${bulk}/set-rank`, { ids: [id], input: { rank: 1 } }],
    ['POST', `${bulk}/set-rank`, { ids: [id], input: { rank: 1 } }, { 'if-match': '"1"' }],
    ['POST', `${bulk}/set-rank`, { ids: [], input: { rank: 1 } }],
    ['POST', `${bulk}/set-rank`, { ids: [id, unknown], input: { rank: 1 } }],
    ['POST', `${bulk}/rename`, { ids: [id], input: { name: 'Taken' } }],
    ['POST', `${bulk}/overfill`, { ids: [id], input: { count: 51 } }],
    ['POST', `${bulk}/ruin`, { ids: [id] }, { 'idempotency-key': 'k-1' }],
    ['POST', `${bulk}/ruin`, { ids: [id] }, { 'idempotency-key': 'k-1' }],
    ['PATCH', `/api/profiles/${ann.id}`, { nick: 'Annie' }, { 'idempotency-key': 'k-2' }],
    ['PATCH', `/api/profiles/${ann.id}`, { nick: 'Annie' }, { 'idempotency-key': 'k-2' }],
    ['PATCH', `/api/profiles/${ann.id}`, { nick: null }, { 'if-match': '"1"' }],
    ['PATCH', `/api/profiles/${ann.id}`, { handle: 'x' }],
    ['PATCH', `/api/profiles/${ann.id}`, { age: 151 }],
    ['PATCH', `/api/profiles/${ann.id}`, '[]', { 'content-type': 'application/json-patch+json' }],
    ['PATCH', `/api/profiles/${unknown}`, {}],
  ];
  for (const [method, path, body, headers] of calls) {
    const reply = await app.request<unknown>(method, path, { body, headers });
    assertDescribed(document, { method, path }, reply);
  }
});

test('bulk calls are described for commands that do not ask for a version, patches for models that allow them', async (t) => {
  const { document } = await open(t);
  const { paths } = document;

  assert.deepEqual(Object.keys(paths).filter((path) => path.startsWith('/api/profiles/_bulk')), [
    '/api/profiles/_bulk/score',
    '/api/profiles/_bulk/greet',
  ]);
  assert.equal(paths['/api/profiles/_bulk/score']!.post!.operationId, 'profiles_bulk_score');
  assert.equal(paths['/api/profiles/{id}']!.patch!.operationId, 'profiles_patch');
});

test('the patch of a type is a component, with members that are optional', async (t) => {
  const { document } = await open(t);
  const { content } = document.paths['/api/profiles/{id}']!.patch!.requestBody!;

  assert.deepEqual(Object.keys(content), ['application/merge-patch+json', 'application/json']);
  const { properties } = content['application/merge-patch+json']!.schema as JsonSchema;
  assert.equal('handle' in properties!, false);
  assert.deepEqual(properties!['home'], { $ref: '#/components/schemas/AddressPatch' });
  const address = document.components.schemas['AddressPatch']!;
  assert.equal(address.required, undefined);
  assert.deepEqual(address.properties!['floor'], { anyOf: [{ type: 'number' }, { type: 'null' }] });
});

async function open(t: TestContext): Promise<{ app: TestApp; document: OpenApiDocument }> {
  const app = await openTestApp(t, [Workshop, Profile], { contract: await workshopContract() });
  return { app, document: (await app.get<OpenApiDocument>('/_openapi.json')).body };
}
