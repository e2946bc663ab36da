import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { scratchApp } from '../cli/scratch-app.js';
import { openBrowser } from './open-browser.js';

test('the API reference shows every operation, and nothing it needs comes from elsewhere', async (t) => {
  const url = await serveLedger(t);
  const page = await openPage(t, { width: 1280, height: 900 });
  const requested: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));

  await page.goto(`${url}/_docs`);
  await page.waitForSelector('html[data-ready]');

  const document = (await (await fetch(`${url}/_openapi.json`)).json()) as OpenApi;
  const operations = Object.values(document.paths).flatMap((path) => Object.keys(path).filter((key) => key !== 'parameters'));
  assert.ok(operations.length > 8);
  assert.equal(await page.locator('.opblock').count(), operations.length);
  assert.equal(await page.title(), document.info.title);
  assert.ok(isDrawn(await page.screenshot()), 'the page is not blank');
  assert.deepEqual(complaints, []);
  assert.deepEqual(
    requested.filter((each) => !each.startsWith(url) && !each.startsWith('data:')),
    [],
  );
});

test('a record is created from the API reference', async (t) => {
  const url = await serveLedger(t);
  const page = await openPage(t, { width: 1280, height: 900 });
  await page.goto(`${url}/_docs`);
  await page.waitForSelector('html[data-ready]');

  const create = page.locator('.opblock', { has: page.locator('[data-path="/api/ledger-books"]') }).and(page.locator('.opblock-post'));
  await create.locator('.opblock-summary').click();
  await create.locator('textarea.body-param__text').fill('{"name":"Household"}');
  await create.getByPlaceholder('Idempotency-Key').fill('from-the-reference');
  await create.getByRole('button', { name: 'Execute' }).click();
  await create.locator('.live-responses-table .response-col_status').getByText('201').waitFor();

  const list = (await (await fetch(`${url}/api/ledger-books`)).json()) as { readonly items: readonly { readonly name: string }[] };
  assert.deepEqual(list.items.map(({ name }) => name), ['Household']);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the API reference fits a phone (${colorScheme})`, async (t) => {
    const url = await serveLedger(t);
    const page = await openPage(t, { width: 390, height: 844, colorScheme });

    await page.goto(`${url}/_docs`);
    await page.waitForSelector('html[data-ready]');
    await page.locator('.opblock-post .opblock-summary').first().click();

    const scrollWidth = await page.evaluate<number>('document.documentElement.scrollWidth');
    const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    assert.ok(scrollWidth <= 390, `the page is ${scrollWidth} px wide`);
    assert.equal(background, colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(28, 32, 34)');
  });
}

/** Whether a screenshot of 1280×900 shows more than one colour: a blank one is compressed to a few kilobytes. */
function isDrawn(png: Buffer): boolean {
  return png.length > 20_000;
}

interface OpenApi {
  readonly info: { readonly title: string };
  readonly paths: Readonly<Record<string, object>>;
}

interface View {
  readonly width: number;
  readonly height: number;
  readonly colorScheme?: 'light' | 'dark';
}

async function openPage(t: TestContext, { width, height, colorScheme = 'light' }: View): Promise<Page> {
  const browser = await openBrowser(t);
  return browser.newPage({ viewport: { width, height }, colorScheme });
}

/** The ledger, as `persist dev` serves it. */
async function serveLedger(t: TestContext): Promise<string> {
  const app = await scratchApp(t, 'ledger-core');
  const { url } = await app.serve('dev', '--port', '0').expect('ready');
  return url!;
}
