import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiErrorOf } from '../../src/model/api-error-of.js';
import { apiError, command, index, invariant, model, outbox, query, unique, view } from '../../src/model/decorators.js';
import { classMetadata } from '../../src/model/metadata.js';

test('every decorator works bare and called', () => {
  @model({ name: 'cars', schemaVersion: 2 })
  class Car {
    @unique plate = '';
    @unique({ with: ['plate'] }) chassis = '';
    @index() colour = '';
    @index({ path: 'owner.name' }) owner = { name: '' };

    @command() drive(): void {}
    @command({ requireIfMatch: true }) sell(): void {}
    @outbox('painted') @command paint(): string {
      return this.colour;
    }
    @query() mileage(): number {
      return 0;
    }
    @query({ input: 'body' }) search(): number {
      return 0;
    }
    @view get summary(): string {
      return this.plate;
    }
    @view({ input: 'body' }) report(): string {
      return this.plate;
    }
    @invariant hasPlate(): void {}
  }

  const { model: options, members } = classMetadata(Car)!;

  assert.deepEqual(options, { name: 'cars', schemaVersion: 2 });
  assert.deepEqual(Object.fromEntries(members), {
    drive: 'command',
    sell: 'command',
    paint: 'outbox',
    mileage: 'query',
    search: 'query',
    summary: 'view',
    report: 'view',
    hasPlate: 'invariant',
    plate: 'unique',
    chassis: 'unique',
    colour: 'index',
    owner: 'index',
  });
});

test('a class may be marked with empty parentheses', () => {
  @model()
  class Car {}
  @apiError()
  class Stalled extends Error {}

  assert.deepEqual(classMetadata(Car)!.model, {});
  assert.deepEqual(apiErrorOf(new Stalled()), { status: 422, code: 'stalled' });
});

test('a class without decorators has no declarations', () => {
  class Plain {}

  assert.equal(classMetadata(Plain), undefined);
});

test('a subclass has the members of its base, and the base has none of the subclass', () => {
  class Base {
    @command start(): void {}
  }
  @model
  class Derived extends Base {
    @command stop(): void {}
  }

  assert.deepEqual([...classMetadata(Derived)!.members.keys()], ['start', 'stop']);
  assert.deepEqual([...classMetadata(Base)!.members.keys()], ['start']);
});

test('an error has the status and code of the class that declares it', () => {
  @apiError
  class OutOfStock extends Error {}
  @apiError({ status: 409, code: 'gone_fishing' })
  class Closed extends Error {}
  class ClosedOnSunday extends Closed {}
  class SoldOutForever extends OutOfStock {}

  assert.deepEqual(apiErrorOf(new OutOfStock()), { status: 422, code: 'out_of_stock' });
  assert.deepEqual(apiErrorOf(new Closed()), { status: 409, code: 'gone_fishing' });
  assert.deepEqual(apiErrorOf(new ClosedOnSunday()), { status: 409, code: 'gone_fishing' });
  assert.deepEqual(apiErrorOf(new SoldOutForever()), { status: 422, code: 'out_of_stock' });
  assert.equal(apiErrorOf(new Error('plain')), undefined);
  assert.equal(apiErrorOf('no error'), undefined);
});

test('@outbox without a topic is refused', () => {
  assert.throws(() => outbox(''), /@outbox needs a topic: write @outbox\('orders\.placed'\)/);
});
