import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Definitions, JsonSchema } from '@persist/contract';
import { shareTypes, type TypeOwner } from '../../../src/http/openapi/shared-types.js';
import { UniqueNames } from '../../../src/http/openapi/unique-names.js';

const ref = (type: string): JsonSchema => ({ $ref: `#/$defs/${type}` });
const component = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: Definitions): JsonSchema => ({ type: 'object', properties });

function owner(className: string, properties: Definitions, $defs: Definitions): TypeOwner {
  return {
    className,
    main: object(properties),
    mainNames: [className, `${className}Record`],
    others: [],
    $defs,
  };
}

test('a type that means the same to two models is one component', () => {
  const money = object({ amount: { type: 'integer' } });
  const book = owner('Book', { price: ref('Money') }, { Money: money });
  const shop = owner('Shop', { turnover: ref('Money') }, { Money: money });

  const { schemas } = shareTypes([book, shop], new UniqueNames());

  assert.deepEqual(schemas, {
    Book: object({ price: component('Money') }),
    Shop: object({ turnover: component('Money') }),
    Money: money,
  });
});

test('a type that means something else deeper down is a component for each model', () => {
  const line = object({ price: ref('Money') });
  const book = owner(
    'Book',
    { line: ref('Line') },
    { Line: line, Money: object({ cents: { type: 'integer' } }) },
  );
  const shop = owner(
    'Shop',
    { line: ref('Line') },
    { Line: line, Money: object({ euros: { type: 'number' } }) },
  );

  const { schemas } = shareTypes([book, shop], new UniqueNames());

  assert.deepEqual(schemas['BookLine'], object({ price: component('BookMoney') }));
  assert.deepEqual(schemas['ShopLine'], object({ price: component('ShopMoney') }));
  assert.equal('Line' in schemas, false);
});

test('a type named like a model, or like a component that is taken, goes by its owner too', () => {
  const shop = owner('Shop', { book: ref('Book'), problem: ref('Problem') }, { Book: {}, Problem: {} });
  const book = owner('Book', {}, {});

  const { schemas } = shareTypes([shop, book], new UniqueNames(['Problem']));

  assert.deepEqual(Object.keys(schemas).sort(), ['Book', 'Shop', 'ShopBook', 'ShopProblem']);
  assert.deepEqual(
    schemas['Shop'],
    object({ book: component('ShopBook'), problem: component('ShopProblem') }),
  );
});

test('a type that contains itself is followed once', () => {
  const tree = object({ children: { type: 'array', items: ref('Tree') } });

  const { schemas } = shareTypes([owner('Wood', { root: ref('Tree') }, { Tree: tree })], new UniqueNames());

  assert.deepEqual(schemas['Tree'], object({ children: { type: 'array', items: component('Tree') } }));
});

test('a type that nothing shown refers to stays out', () => {
  const book = owner('Book', {}, { Secret: object({}) });

  assert.deepEqual(Object.keys(shareTypes([book], new UniqueNames()).schemas), ['Book']);
});

test('a type whose name has characters that components may not have gets others', () => {
  const book = owner('Book', { page: ref('Page<Line>') }, { 'Page<Line>': {} });

  assert.deepEqual(Object.keys(shareTypes([book], new UniqueNames()).schemas), ['Book', 'Page_Line_']);
});
