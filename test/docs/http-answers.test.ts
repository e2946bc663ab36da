import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appOfPage, assertAnswers, hasTests, runTests, serveApp } from './documented-app.js';
import { httpExamples } from './http-examples.js';
import { pages } from './pages.js';

const all = await pages();
const shown = all.filter(({ text }) => httpExamples(text).length > 0);

for (const page of shown) {
  test(`the app of ${page.name} answers as the page says`, async (t) => {
    const url = await serveApp(t, await appOfPage(t, page));

    await assertAnswers(page, url);
  });
}

for (const page of all.filter(hasTests)) {
  test(`the tests that ${page.name} shows pass`, async (t) => {
    await runTests(await appOfPage(t, page));
  });
}

test('the pages with examples were found', () => {
  assert.ok(shown.some(({ name }) => name === 'README.md'));
});
