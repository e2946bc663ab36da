import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { Operation, Parameter } from '../../../src/http/openapi/document.js';
import { openApiForApp, openApiForModel } from '../../../src/http/openapi/open-api.js';
import { ledgerContract } from '../open-ledger.js';

const models = ['ledger-books', 'shops'];

async function ledgerDocument() {
  return openApiForApp(await ledgerContract(), models, { title: 'Ledger', version: '1.2.3' });
}

async function operation(path: string, method: 'get' | 'post' | 'delete'): Promise<Operation> {
  const { paths } = await ledgerDocument();
  return paths[path]![method]!;
}

/** Names of parameters; shared ones by the name of their component. */
function parameterNames({ parameters }: Operation): readonly string[] {
  return parameters.map((each) => ('$ref' in each ? each.$ref.split('/').at(-1)! : each.name));
}

test('the documents of the app and of each model are valid OpenAPI 3.1', async () => {
  const contract = await ledgerContract();
  const documents = [await ledgerDocument(), ...models.map((name) => openApiForModel(contract, name))];

  for (const document of documents) {
    const { valid, errors } = await new Validator().validate(
      JSON.parse(JSON.stringify(document)) as Record<string, unknown>,
    );
    assert.equal(valid, true, JSON.stringify(errors));
  }
});

test('every reference of a document leads somewhere', async () => {
  const document = await ledgerDocument();
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!);

  const dangling = references.filter((path) => {
    let node: unknown = document;
    for (const name of path.split('/')) node = (node as Record<string, unknown> | undefined)?.[name];
    return node === undefined;
  });

  assert.ok(references.length > 100);
  assert.deepEqual(dangling, []);
});

test('the names of operations are unique over the app', async () => {
  const { paths } = await ledgerDocument();
  const ids = Object.values(paths).flatMap((item) =>
    Object.values(item).map(({ operationId }) => operationId),
  );

  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.includes('ledgerBooks_createTransfer'));
  // The shop has a command `list`, and every model has a list.
  assert.ok(ids.includes('shops_list') && ids.includes('shops_call_list'));
});

test('types of one name and two meanings are two components', async () => {
  const { components } = await ledgerDocument();
  const members = (name: string) => Object.keys(components.schemas[name]!.properties!);

  assert.equal('Line' in components.schemas, false);
  assert.deepEqual(members('LedgerBookLine'), ['label', 'amountMinor']);
  assert.deepEqual(members('ShopLine'), ['article', 'pieces']);
  assert.deepEqual(members('Account'), ['id', 'ownerName', 'currency', 'balanceMinor']);
});

test('a record shows its public fields and no private one', async () => {
  const { components } = await ledgerDocument();
  const book = components.schemas['LedgerBook']!;

  assert.deepEqual(Object.keys(book.properties!), [
    'id',
    'version',
    'createdAt',
    'updatedAt',
    'name',
    'page',
    'openedOn',
    'limitMinor',
    'tags',
    'accounts',
  ]);
  assert.equal(book.required!.includes('page'), false);
});

test('descriptions come from the comments of the source', async () => {
  const open = await operation('/api/ledger-books/{id}/open-account', 'post');

  assert.equal(open.summary, 'Opens an account.');
  assert.match(open.description, /may be nothing/);
  assert.equal(
    (await ledgerDocument()).tags[0]!.description,
    'Accounts of one household.\nMoney only moves between them.',
  );
});

test('a command names its payload, its result, its headers and every error it can raise', async () => {
  const open = await operation('/api/ledger-books/{id}/open-account', 'post');
  const transfer = await operation('/api/ledger-books/{id}/create-transfer', 'post');

  assert.deepEqual(parameterNames(open), ['Id', 'IfMatch', 'IdempotencyKey', 'RequestId']);
  assert.deepEqual(open.requestBody, {
    required: true,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/NewAccount' } } },
  });
  assert.deepEqual(Object.keys(open.responses), [
    '200',
    '400',
    '404',
    '409',
    '412',
    '413',
    '415',
    '422',
    '500',
    '503',
    'default',
  ]);
  const conflict = transfer.responses['409']! as { description: string };
  for (const code of ['insufficient_funds', 'unique_conflict', 'write_conflict', 'idempotency_in_progress']) {
    assert.match(conflict.description, new RegExp(`\`${code}\``));
  }
  assert.match(JSON.stringify(transfer.responses['404']), /account_not_found.*AccountNotFoundProblem/);
});

test('an invariant’s error belongs to every change', async () => {
  const rename = await operation('/api/ledger-books/{id}/rename', 'post');

  assert.match(JSON.stringify(rename.responses['409']), /InsufficientFundsProblem/);
});

test('the problem of a domain error has its status, its code and its public fields', async () => {
  const { components } = await ledgerDocument();
  const { properties, required, description } = components.schemas['InsufficientFundsProblem']!;

  assert.equal(properties!['code']!.const, 'insufficient_funds');
  assert.equal(properties!['status']!.const, 409);
  assert.ok(['accountId', 'availableMinor', 'requiredMinor'].every((name) => required!.includes(name)));
  assert.equal('internalNote' in properties!, false);
  assert.equal(description, 'The account has less than was asked for.');
});

test('a command without a result answers 204 and one with a result 200', async () => {
  const transfer = await operation('/api/ledger-books/{id}/create-transfer', 'post');
  const label = await operation('/api/ledger-books/{id}/label', 'post');

  assert.equal('200' in transfer.responses, false);
  assert.equal('content' in transfer.responses['204']!, false);
  assert.equal('204' in label.responses, false);
});

test('a command that requires If-Match says so', async () => {
  const close = await operation('/api/ledger-books/{id}/close', 'post');
  const { parameters } = (await ledgerDocument()).components;

  assert.deepEqual(parameterNames(close), ['Id', 'IfMatchRequired', 'IdempotencyKey', 'RequestId']);
  assert.equal(parameters['IfMatchRequired']!.required, true);
  assert.ok('428' in close.responses);
  assert.equal('requestBody' in close, false);
});

test('a query over the query string has its arguments as parameters', async () => {
  const find = await operation('/api/ledger-books/{id}/find-accounts', 'get');
  const own = find.parameters.filter((each): each is Parameter => 'name' in each);

  assert.deepEqual(
    own.map(({ name, required }) => [name, required]),
    [
      ['minimumMinor', true],
      ['rich', false],
      ['currencies', false],
    ],
  );
  assert.equal(own[2]!.explode, true);
  assert.equal('422' in find.responses, false);
});

test('a list has a parameter for each field and operator', async () => {
  const names = parameterNames(await operation('/api/ledger-books', 'get'));

  for (const name of ['sort', 'name', 'name__startsWith', 'openedOn__gte', 'version__in', 'page__isNull']) {
    assert.ok(names.includes(name), name);
  }
  // A field named like a parameter of the list.
  assert.ok(names.includes('page__eq'));
  assert.equal(
    names.some((name) => name.startsWith('closed') || name.startsWith('accounts')),
    false,
  );
});

test('nothing is nullable in the way of OpenAPI 3.0', async () => {
  assert.doesNotMatch(JSON.stringify(await ledgerDocument()), /"nullable"/);
});

test('an example of a payload stands beside its schema, where tools look for it', async () => {
  const { requestBody } = await operation('/api/ledger-books/{id}/label', 'post');
  const { schema, examples } = requestBody!.content['application/json']!;

  assert.deepEqual(examples, { example: { value: { tags: ['home'], limitMinor: '50000' } } });
  assert.equal('examples' in schema, false);
});

test('how callers show who they are is said once for all operations, any one way being enough', async () => {
  const bearer = { type: 'http', scheme: 'bearer' } as const;
  const key = { type: 'apiKey', in: 'header', name: 'x-api-key' } as const;

  const document = openApiForApp(await ledgerContract(), models, { securitySchemes: { bearer, key } });

  assert.deepEqual(document.security, [{ bearer: [] }, { key: [] }]);
  assert.deepEqual(document.components.securitySchemes, { bearer, key });
  assert.deepEqual((await ledgerDocument()).security, []);
});

test('a document holds no component that nothing in it leads to', async () => {
  const document = openApiForModel(await ledgerContract(), 'shops');
  const text = JSON.stringify(document);

  const names = Object.entries(document.components).flatMap(([kind, parts]: [string, object]) =>
    Object.keys(parts).map((name) => `#/components/${kind}/${name}`),
  );
  assert.ok(names.length > 10);
  assert.deepEqual(names.filter((name) => !text.includes(`"${name}"`)), []);
});
