import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTemplates } from '../../src/scaffold/templates.js';

test('the smallest template is offered first', () => {
  const names = readTemplates().map(({ name }) => name);

  assert.deepEqual([names[0], ...names.slice(1).sort()], names);
  assert.equal(names[0], 'minimal');
});

for (const { name, description, firstRequest } of readTemplates()) {
  test(`${name} says in a line what it is, and in its README what to ask of it first`, () => {
    assert.match(description, /^[A-Z].{10,50}[^.]$/);
    assert.match(firstRequest.join('\n'), /^curl -i http:\/\/127\.0\.0\.1:4000\/api\//);
    // The last screen indents them, and is to fit a terminal of 80 columns.
    for (const line of firstRequest) assert.ok(line.length <= 76, line);
  });
}
