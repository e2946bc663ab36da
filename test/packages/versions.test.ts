import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkout } from '../cli/scratch-app.js';
import { publishedPackages, readManifest, type Manifest } from './published-packages.js';

const root = readManifest('.');
const packages = publishedPackages();
const templates = readdirSync(join(checkout, 'templates'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => readManifest(join('templates', entry.name)));

test('all packages carry the version of the repository', () => {
  for (const { manifest } of packages) assert.equal(manifest.version, root.version, manifest.name);
});

test('the packages depend on each other in exactly that version', () => {
  for (const manifest of [...packages.map((each) => each.manifest), readManifest('test')]) {
    for (const [name, range] of ours(manifest)) assert.equal(range, root.version, `${manifest.name} → ${name}`);
  }
});

test('packages and templates ask for the same Node', () => {
  for (const manifest of [...packages.map((each) => each.manifest), ...templates]) {
    assert.deepEqual(manifest.engines, root.engines, manifest.name);
  }
});

test('the contract depends on nothing', () => {
  const { manifest } = packages.find(({ folder }) => folder === 'contract')!;

  assert.deepEqual({ ...manifest.dependencies, ...manifest.peerDependencies }, {});
});

test('a template needs the runtime to run, and the rest to be developed', () => {
  for (const manifest of templates) {
    assert.deepEqual(Object.keys(manifest.dependencies!), ['@persist/runtime'], manifest.name);
    for (const name of ['@persist/cli', '@persist/compiler']) assert.ok(manifest.devDependencies?.[name], manifest.name);
  }
});

test('the changelog has its sections in order, and only the groups of Keep a Changelog', () => {
  const changelog = readFileSync(join(checkout, 'CHANGELOG.md'), 'utf8');
  const [first, ...releases] = [...changelog.matchAll(/^## (.+)$/gm)].map(([, title]) => title!);
  const dates = releases.map((title) => /^\d+\.\d+\.\d+(?:-\S+)? - (\d{4}-\d{2}-\d{2})$/.exec(title)?.[1]);
  const groups = [...changelog.matchAll(/^### (.+)$/gm)].map(([, title]) => title!);

  assert.equal(first, 'Unreleased');
  assert.ok(dates.every((date) => date !== undefined), releases.join(', '));
  assert.deepEqual(dates, dates.toSorted().reverse());
  assert.deepEqual(groups.filter((group) => !keepAChangelog.has(group)), []);
});

const keepAChangelog = new Set(['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']);

function ours({ dependencies, devDependencies, peerDependencies }: Manifest): [string, string][] {
  const all = { ...dependencies, ...devDependencies, ...peerDependencies };
  return Object.entries(all).filter(([name]) => name.startsWith('@persist/'));
}
