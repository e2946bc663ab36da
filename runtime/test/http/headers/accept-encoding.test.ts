import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptsGzip } from '../../../src/http/headers/accept-encoding.js';

const taking = ['gzip', 'GZIP', 'x-gzip', '*', 'br, gzip', 'gzip;q=0.5', 'identity;q=1, gzip ; q=0.001', '*;q=0.1', ['br', 'gzip']];

for (const header of taking) {
  test(`gzip is sent to who says ${JSON.stringify(header)}`, () => assert.equal(acceptsGzip(header), true));
}

const refusing = [undefined, '', 'br', 'gzip;q=0', 'gzip;q=0.000', 'gzip; Q=0', '*, gzip;q=0', '*;q=0', 'not-gzip', 'gzip;q=much'];

for (const header of refusing) {
  test(`gzip is not sent to who says ${JSON.stringify(header)}`, () => assert.equal(acceptsGzip(header), false));
}
