import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appOfPage, assertAnswers, serveApp } from './documented-app.js';
import { httpExamples } from './http-examples.js';
import { pages } from './pages.js';

const shown = (await pages()).filter(({ text }) => httpExamples(text).length > 0);

for (const page of shown) {
  test(`the app of ${page.name} answers as the page says`, async (t) => {
    const url = await serveApp(t, await appOfPage(t, page));

    await assertAnswers(page, url);
  });
}

test('the pages with examples were found', () => {
  assert.ok(shown.some(({ name }) => name === 'README.md'));
});
