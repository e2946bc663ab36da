import { existsSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import type { TestContext } from 'node:test';

/** Those that `scripts/install-test-tools.mjs` is content with, where it looks for them. */
const names = [process.env['CHROMIUM'] ?? '', 'chromium', 'chromium-browser', 'google-chrome'].filter(Boolean);
const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);

/** Chromium, until the test ends; it reaches for nothing but what a page asks for. */
export async function openBrowser(t: TestContext): Promise<Browser> {
  const executablePath = names.flatMap((name) => folders.map((folder) => resolve(folder, name))).find(existsSync);
  if (executablePath === undefined) {
    throw new Error('No Chromium found. Run `node scripts/install-test-tools.mjs`, or set CHROMIUM to its path.');
  }
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  t.after(() => browser.close());
  return browser;
}
