import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileContract } from '../../src/compile-contract.js';
import { contractFor, modelFor, scratchApp } from './scratch-app.js';

test('a model is named by its class; options override', () => {
  const { models } = contractFor(`
    /** What a household owns. */
    @model export class LedgerBook { a = 1; }
    @model({ name: 'people', schemaVersion: 3, patch: true })
    class Person { a = 1; }
    export { Person };
    @model({}) export default class Match { a = 1; }`);
  const facts = models.map(({ name, className, table, schemaVersion, patch, description, source }) => ({
    name,
    className,
    table,
    schemaVersion,
    patch,
    description,
    source,
  }));
  const at = (line: number): object => ({ kind: 'source', file: 'src/model.ts', line });
  assert.deepEqual(facts, [
    {
      name: 'ledger-books',
      className: 'LedgerBook',
      table: 'ledger_books',
      schemaVersion: 1,
      patch: false,
      description: 'What a household owns.',
      source: at(4),
    },
    {
      name: 'matches',
      className: 'Match',
      table: 'matches',
      schemaVersion: 1,
      patch: false,
      description: undefined,
      source: at(8),
    },
    {
      name: 'people',
      className: 'Person',
      table: 'people',
      schemaVersion: 3,
      patch: true,
      description: undefined,
      source: at(6),
    },
  ]);
});

test('decorators are known by where they come from, not by what they are called', (t) => {
  const { contract, diagnostics } = compileContract({
    root: scratchApp(t, {
      'src/decorators.ts': "export { command as action, unique } from '@persist/runtime';",
      'src/other.ts':
        'export function query(_target: unknown, _context: unknown) {} export const model = query;',
      'src/model.ts': `import { model as aggregate } from '@persist/runtime';
        import * as persist from '@persist/runtime';
        import { action, unique } from './decorators.js';
        import { query, model } from './other.js';
        @aggregate export class Note {
          @unique title = '';
          @persist.index({}) size = 0;
          @action save() {}
          @persist.query({}) read() { return 1; }
          @query notOurs() { return () => 1; }
        }
        @model export class NotAModel { run = () => 1; }`,
    }),
  });
  assert.deepEqual(diagnostics, []);
  const [note] = contract?.models ?? [];
  assert.deepEqual(
    contract?.models.map(({ className }) => className),
    ['Note'],
  );
  assert.deepEqual(
    note?.constraints.map(({ kind, field }) => `${kind} ${field}`),
    ['unique title', 'index size'],
  );
  assert.deepEqual(
    [note?.commands, note?.queries].map((list) => list?.map(({ name }) => name)),
    [['save'], ['read']],
  );
});

test('fields and methods of an abstract base class come first in the model, its type parameters bound', () => {
  const model = modelFor(`
    interface Entry { id: string }
    abstract class Base<T> {
      @unique key = '';
      items: T[] = [];
      protected abstract limit(): number;
      constructor(readonly owner: string) {}
      /** Adds one. */
      @command add(item: T): T { if (this.items.length > this.limit()) throw new Full(); this.items.push(item); return item; }
      @command clear() { this.items = []; }
      @query count() { return this.items.length; }
    }
    @apiError class Full extends Error {}
    @apiError class Odd extends Error {}
    @model export class Journal extends Base<Entry> {
      title = '';
      protected override limit(): number { if (this.title === 'odd') throw new Odd(); return 1; }
      override clear() { super.clear(); this.title = ''; }
    }`);
  assert.deepEqual(
    model.fields.map(({ name }) => name),
    ['key', 'items', 'owner', 'title'],
  );
  assert.deepEqual(model.fields.find(({ name }) => name === 'items')?.schema, {
    type: 'array',
    items: { $ref: '#/$defs/Entry' },
  });
  assert.deepEqual(
    model.constraints.map(({ field }) => field),
    ['key'],
  );
  assert.deepEqual(
    model.create.input.parameters.map(({ name }) => name),
    ['owner'],
  );
  assert.deepEqual(
    model.commands.map(({ name, description, errors, result }) => ({ name, description, errors, result })),
    [
      { name: 'add', description: 'Adds one.', errors: ['Full', 'Odd'], result: { $ref: '#/$defs/Entry' } },
      { name: 'clear', description: undefined, errors: [], result: null },
    ],
  );
  assert.deepEqual(
    model.queries.map(({ name }) => name),
    ['count'],
  );
});

test('models may stand in any file of src, and in files those import', (t) => {
  const { contract, sources, diagnostics } = compileContract({
    root: scratchApp(t, {
      'src/main.ts':
        "import { Note } from './notes/note.js'; import { Shared } from '../shared/shared.js'; console.log(Note, Shared);",
      'src/notes/note.ts':
        "import { model } from '@persist/runtime'; @model export class Note { text = ''; }",
      'shared/shared.ts':
        "import { model } from '@persist/runtime'; @model export class Shared { text = ''; }",
      'shared/unused.ts':
        "import { model } from '@persist/runtime'; @model export class Unused { text = ''; }",
    }),
  });
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    contract?.models.map(({ name, source }) => [name, source.file]),
    [
      ['notes', 'src/notes/note.ts'],
      ['shareds', 'shared/shared.ts'],
    ],
  );
  assert.deepEqual(sources, ['shared/shared.ts', 'src/main.ts', 'src/notes/note.ts']);
});

test('an app without models, or without sources, has an empty contract', (t) => {
  const empty = { contractVersion: 1, models: [], errors: [] };
  assert.deepEqual(compileContract({ root: scratchApp(t, { 'src/main.ts': 'export {};' }) }).contract, empty);
  assert.deepEqual(compileContract({ root: scratchApp(t, {}) }), {
    contract: empty,
    diagnostics: [],
    sources: [],
  });
});

test('an app without a tsconfig is compiled as strict ES2022 with all types that are installed', (t) => {
  const { contract, diagnostics } = compileContract({
    root: scratchApp(t, {
      'tsconfig.json': undefined,
      'src/model.ts': `import { model } from '@persist/runtime';
        import { isIP } from 'node:net';
        @model export class Host { address: string | null = null; valid() { return isIP(this.address ?? ''); } }`,
    }),
  });
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(contract?.models[0]?.fields[0]?.schema, { type: ['string', 'null'] });
});

test('the tsconfig of the app decides how it is compiled, and what belongs to it', (t) => {
  const model = (name: string): string =>
    `import { model } from '@persist/runtime'; @model export class ${name} { text = ''; }`;
  const { contract, diagnostics } = compileContract({
    root: scratchApp(t, {
      'config/tsconfig.app.json':
        '{ "extends": "./base.json", "include": ["../src"], "exclude": ["../src/drafts"] }',
      'config/base.json':
        '{ "compilerOptions": { "target": "ES2022", "module": "NodeNext", "paths": { "#kit/*": ["../src/kit/*"] } } }',
      'src/kit/model.ts': model('Kit'),
      'src/main.ts': "import { Kit } from '#kit/model.js'; export const kit = new Kit().text.length;",
      'src/drafts/draft.ts': model('Draft'),
      'src/app.d.ts': 'declare const VERSION: string;',
    }),
    tsconfig: 'config/tsconfig.app.json',
  });
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    contract?.models.map(({ className }) => className),
    ['Kit'],
  );
});
