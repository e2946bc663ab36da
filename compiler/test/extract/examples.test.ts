import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelFor } from './scratch-app.js';

test('an @example of a value is an example of its schema, read by the type of the value', () => {
  const { fields, $defs } = modelFor(`
    /** @example EUR */ type Currency = string;
    interface Line { /** @example 12.5 @minimum 0 */ price: number; currency: Currency }
    @model export class Order {
      /**
       * Who buys.
       * @example Ann
       * @example "  Ben "
       */
      buyer = '';
      /** @example 007 */ code: string | null = null;
      /** @example ["a", "b"] */ tags: string[] = [];
      lines: Line[] = [];
    }`);

  const examples = Object.fromEntries(fields.map(({ name, schema }) => [name, schema.examples]));
  assert.deepEqual(examples, { buyer: ['Ann', '  Ben '], code: ['007'], tags: [['a', 'b']], lines: undefined });
  const { price, currency } = $defs['Line']!.properties!;
  assert.deepEqual([price!.examples, price!.minimum, currency!.examples], [[12.5], 0, ['EUR']]);
});

test('an @example of a command is an example of its payload; TypeScript in one is left to readers', () => {
  const { commands, create } = modelFor(`
    interface Opening { name: string }
    @model export class Book {
      /** @example { "title": "Home" } */
      constructor(title: string) { void title; }
      /**
       * Opens.
       * @example
       * \`\`\`json
       * { "name": "Ann" }
       * \`\`\`
       */
      @command open(input: Opening): void { void input; }
      /** @example await books.on(id).close('tired') */
      @command close(/** @example tired */ why: string): void { void why; }
    }`);

  assert.deepEqual(create.input.schema.examples, [{ title: 'Home' }]);
  assert.deepEqual(commands[0]!.input.schema, { $ref: '#/$defs/Opening', examples: [{ name: 'Ann' }] });
  assert.equal(commands[1]!.input.schema.examples, undefined);
  assert.deepEqual(commands[1]!.input.parameters[0]!.schema.examples, ['tired']);
});
