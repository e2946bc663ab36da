import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelFor } from './scratch-app.js';

test('constraint tags of a field are keywords of its schema', () => {
  const { fields } = modelFor(String.raw`
    @model export class Product {
      /** @minLength 1 @maxLength 80 */
      name = '';
      /**
       * Three capitals.
       * @pattern ^[A-Z]{3}$
       */
      code = '';
      /** @format email */ mail = '';
      /** @pattern ^[^@\s]+@x\.org$ */ inner = '';
      /** @integer @minimum 0 @maximum 100 */ stock = 0;
      /** @exclusiveMinimum 0 @exclusiveMaximum 1e3 @multipleOf .5 */ price = 1;
      /** @minItems 1 @maxItems 3 @uniqueItems */ sizes: string[] = [];
      /** @maxItems 9 */ tags = new Set<string>();
      /** @maxItems 9 */ votes = new Map<string, number>();
      /** @maxItems 9 */ cells = new Map<number, number>();
      /** @minProperties 1 @maxProperties 2 */ prices: Record<string, number> = {};
    }`);
  const structure = ['items', 'additionalProperties', 'properties', 'required'];
  const own = fields.map(({ name, schema, description }) => {
    const keywords = Object.entries({ ...schema, ...(description !== undefined && { description }) });
    return [name, Object.fromEntries(keywords.filter(([keyword]) => !structure.includes(keyword)))];
  });
  assert.deepEqual(own, [
    ['name', { type: 'string', minLength: 1, maxLength: 80 }],
    ['code', { type: 'string', pattern: '^[A-Z]{3}$', description: 'Three capitals.' }],
    ['mail', { type: 'string', format: 'email' }],
    ['inner', { type: 'string', pattern: '^[^@\\s]+@x\\.org$' }],
    ['stock', { type: 'integer', minimum: 0, maximum: 100 }],
    ['price', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1000, multipleOf: 0.5 }],
    ['sizes', { type: 'array', minItems: 1, maxItems: 3, uniqueItems: true }],
    ['tags', { type: 'array', uniqueItems: true, 'x-persist-type': 'set', maxItems: 9 }],
    ['votes', { type: 'object', 'x-persist-type': 'map', maxProperties: 9 }],
    ['cells', { type: 'array', 'x-persist-type': 'map', maxItems: 9 }],
    ['prices', { type: 'object', minProperties: 1, maxProperties: 2 }],
  ]);
});

test('an alias of a primitive keeps its tags wherever it is used', () => {
  const { fields, $defs, commands } = modelFor(`
    /**
     * Where to write to.
     * @format email
     */
    export type Email = string;
    /** @maxLength 9 */ type ShortEmail = Email;
    interface Contact { email: Email; others?: Email[] }
    @model export class User {
      mail: Email = '';
      short: ShortEmail = '';
      maybe: Email | null = null;
      optional?: Email;
      list: readonly Email[] = [];
      nested: Array<Email | null> = [];
      set = new Set<Email>();
      byName: Map<string, Email> = new Map();
      record: Record<string, Email> = {};
      pair: [Email, at?: Email] = [''];
      of: Contact['email'] = '';
      partial: Partial<Contact> = {};
      cast = '' as Email;
      frozen: Readonly<Email[]> = [];
      named: Record<'a', Email> = { a: '' };
      @command move(to: Email, contact: Contact): Promise<Email> { this.mail = to; return Promise.resolve(contact.email); }
    }`);
  const email = { type: 'string', format: 'email', description: 'Where to write to.' };
  const maybe = { ...email, type: ['string', 'null'] };
  const nothing = { properties: {}, required: [] };
  assert.deepEqual(
    fields.map(({ name, schema }) => [name, schema]),
    [
      ['mail', email],
      ['short', { ...email, maxLength: 9 }],
      ['maybe', maybe],
      ['optional', email],
      ['list', { type: 'array', items: email }],
      ['nested', { type: 'array', items: maybe }],
      ['set', { type: 'array', items: email, uniqueItems: true, 'x-persist-type': 'set' }],
      ['byName', { type: 'object', additionalProperties: email, 'x-persist-type': 'map' }],
      ['record', { type: 'object', ...nothing, additionalProperties: email }],
      ['pair', { type: 'array', prefixItems: [email, email], items: false, minItems: 1, maxItems: 2 }],
      ['of', email],
      [
        'partial',
        {
          type: 'object',
          properties: { email, others: { type: 'array', items: email } },
          required: [],
          additionalProperties: false,
        },
      ],
      ['cast', email],
      ['frozen', { type: 'array', items: email }],
      ['named', { type: 'object', properties: { a: email }, required: ['a'], additionalProperties: false }],
    ],
  );
  assert.deepEqual($defs['Contact']?.properties, { email, others: { type: 'array', items: email } });
  assert.deepEqual(commands[0]?.input.schema.properties?.['to'], email);
  assert.deepEqual(commands[0]?.result, email);
});

test('the size of an open type is constrained at its declaration or where it is used', () => {
  const { fields, $defs } = modelFor(`
    /** @maxProperties 9 */ type Scores = Record<string, number>;
    @model export class Game { all: Scores = {}; /** @minProperties 1 */ some: Scores = {}; }`);
  assert.deepEqual(
    fields.map(({ schema }) => schema),
    [{ $ref: '#/$defs/Scores' }, { $ref: '#/$defs/Scores', minProperties: 1 }],
  );
  assert.equal($defs['Scores']?.maxProperties, 9);
});

test('a definition does not depend on where it is used first', () => {
  const { $defs } = modelFor(`
    /** @format email */ type Email = string;
    type Team = Record<'lead' | 'deputy', Email>;
    type Book = Record<string, Email>;
    @model export class Club { inferred = team(); given: Team = team(); books = books(); more: Book = {}; }
    function team(): Team { return { lead: '', deputy: '' }; }
    function books(): Book { return {}; }`);
  const email = { type: 'string', format: 'email' };
  assert.deepEqual($defs['Team']?.properties, { deputy: email, lead: email });
  assert.deepEqual($defs['Book']?.additionalProperties, email);
});

test('tags of interface members and of inline types count, on one line too', () => {
  const { fields } = modelFor(`
    @model export class Box { size: { /** @minimum 1 */ w: number; /** @minimum 2 */ h: number } = { w: 1, h: 2 }; }`);
  assert.deepEqual(fields[0]?.schema.properties, {
    w: { type: 'number', minimum: 1 },
    h: { type: 'number', minimum: 2 },
  });
});

test('a comment at the end of a line belongs to what stands before it, and constrains nothing after', () => {
  const { fields } = modelFor(`
    @model export class Box {
      a = ''; /** @minLength 1 */
      b = '';
    }`);
  assert.deepEqual(
    fields.map(({ schema }) => schema),
    [{ type: 'string' }, { type: 'string' }],
  );
});

test('a parameter is constrained by a comment before it, or above the first @param', () => {
  const { create, commands } = modelFor(`
    @model export class Box {
      constructor(/** What it says. @minLength 1 */ readonly label: string) {}
      /**
       * Fills it.
       * @integer @minimum 1
       * @param count - how many
       *   pieces
       * @param of what they are
       */
      @command fill(count: number, /** @maxLength 5 */ of: string) { return count + of.length; }
    }`);
  const label = { type: 'string', minLength: 1 };
  assert.deepEqual(create.input.parameters, [
    { kind: 'parameter', name: 'label', optional: false, schema: label, description: 'What it says.' },
  ]);
  assert.equal(commands[0]?.description, 'Fills it.');
  assert.deepEqual(commands[0].input, {
    kind: 'input',
    binding: 'named',
    parameters: [
      {
        kind: 'parameter',
        name: 'count',
        optional: false,
        schema: { type: 'integer', minimum: 1 },
        description: 'how many pieces',
      },
      {
        kind: 'parameter',
        name: 'of',
        optional: false,
        schema: { type: 'string', maxLength: 5 },
        description: 'what they are',
      },
    ],
    schema: {
      type: 'object',
      properties: {
        count: { type: 'integer', minimum: 1, description: 'how many pieces' },
        of: { type: 'string', maxLength: 5, description: 'what they are' },
      },
      required: ['count', 'of'],
      additionalProperties: false,
    },
  });
});

test('a parameter property has the constraints of its parameter as a field too', () => {
  const { fields } = modelFor(`
    @model export class Box {
      /**
       * @minLength 1
       * @param label - what it says
       */
      constructor(readonly label: string) {}
    }`);
  assert.deepEqual(fields[0]?.schema, { type: 'string', minLength: 1 });
  assert.equal(fields[0].description, 'what it says');
});

test('a comment stands above the decorators, or between them and the name', () => {
  const { fields } = modelFor(`
    @model export class Box {
      /** @minLength 1 */ @unique a = '';
      @unique /** @minLength 2 */ b = '';
    }`);
  assert.deepEqual(
    fields.map(({ schema }) => schema.minLength),
    [1, 2],
  );
});

test('unique and index cover a field, several fields, or a scalar inside an object', () => {
  const { constraints } = modelFor(`
    @model export class User {
      @unique email = '';
      @index({}) age = 0;
      @unique({ with: ['tenant', 'age'] }) name = '';
      tenant = '';
      @unique({ path: 'home.zip.code' }) @index({ path: 'home.city', with: ['age'] }) home: { city?: string; zip: Zip | null } | null = null;
      @index private joined?: Date;
      seen() { return this.joined; }
    }
    interface Zip { code: string }`);
  assert.deepEqual(
    constraints.map(({ kind, field, parts }) => [
      kind,
      field,
      parts.map((part) => [part.field, ...part.path].join('.')),
    ]),
    [
      ['unique', 'email', ['email']],
      ['index', 'age', ['age']],
      ['unique', 'name', ['name', 'tenant', 'age']],
      ['unique', 'home.zip.code', ['home.zip.code']],
      ['index', 'home.city', ['home.city', 'age']],
      ['index', 'joined', ['joined']],
    ],
  );
});
