import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scratchApp } from '../cli/scratch-app.js';

test('what the document of the ledger gives as examples is taken by the service', async (t) => {
  const app = await scratchApp(t, 'ledger-core');
  const { url } = await app.serve('dev', '--port', '0').expect('ready');
  const document = (await (await fetch(`${url!}/_openapi.json`)).json()) as Document;
  const send = async (path: string, body: object): Promise<Response> =>
    fetch(url! + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  const household = exampleOf(document, '/api/ledger-books');
  const created = await send('/api/ledger-books', household);
  const { id } = (await created.json()) as { readonly id: string };
  const newAccount = exampleOf(document, '/api/ledger-books/{id}/open-account');
  const opened = await send(`/api/ledger-books/${id}/open-account`, newAccount);

  assert.deepEqual(household, { name: 'Household' });
  assert.equal(created.status, 201);
  assert.deepEqual(newAccount, { ownerName: 'Ann', currency: 'EUR', openingBalanceMinor: 10_000 });
  assert.equal(opened.status, 200);
});

interface Document {
  readonly paths: Readonly<Record<string, { readonly post: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Operation {
  readonly requestBody: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly examples?: readonly unknown[];
}

/** An example of the payload, made of those of its properties as documentation tools do it. */
function exampleOf({ paths, components }: Document, path: string): object {
  const { schema } = paths[path]!.post.requestBody.content['application/json'];
  const { properties = {} } = schema.$ref === undefined ? schema : components.schemas[schema.$ref.split('/').at(-1)!]!;
  const shown = Object.entries(properties).filter(([, property]) => property.examples !== undefined);
  return Object.fromEntries(shown.map(([name, property]) => [name, property.examples![0]]));
}
