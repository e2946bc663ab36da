import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { JsonSchema } from '../../src/index.js';
import { isWithin, type RootedSchema } from '../../src/diff/schema-inclusion.js';
import { relatedSchemas, schema, value } from '../arbitraries/schema-pair.js';

function rooted(root: JsonSchema): RootedSchema {
  return { schema: root, defs: {} };
}

test('what is within another schema holds no value that the other refuses', () => {
  const ajv = new Ajv2020({ strict: false });
  fc.assert(
    fc.property(
      relatedSchemas,
      fc.array(value, { minLength: 30, maxLength: 60 }),
      ([part, whole], values) => {
        fc.pre(isWithin(rooted(part), rooted(whole)));
        const inPart = ajv.compile(part);
        const inWhole = ajv.compile(whole);
        for (const each of values) {
          if (inPart(each)) assert.ok(inWhole(each), `${JSON.stringify(each)} is in the part only`);
        }
      },
    ),
    { numRuns: 500, maxSkipsPerRun: 200 },
  );
});

test('every schema is within itself and within its union with another', () => {
  fc.assert(
    fc.property(schema, schema, (one, other) => {
      assert.ok(isWithin(rooted(one), rooted(one)));
      assert.ok(isWithin(rooted(one), rooted({ anyOf: [other, one] })));
    }),
    { numRuns: 500 },
  );
});
