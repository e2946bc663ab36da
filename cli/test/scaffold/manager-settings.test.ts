import assert from 'node:assert/strict';
import { test } from 'node:test';
import { managerSettings } from '../../src/scaffold/manager-settings.js';
import type { Packages } from '../../src/scaffold/package-source.js';

const linked: Packages = { kind: 'linked', checkout: '/src/persist' };
const packed: Packages = {
  kind: 'packed',
  archives: { contract: 'a.tgz', compiler: 'b.tgz', runtime: 'c.tgz', cli: 'd.tgz', templates: 'e.tgz' },
};

test('npm learns who may build', () => {
  assert.deepEqual(managerSettings('npm', linked, 20), {
    manifest: { allowScripts: { 'better-sqlite3': true, esbuild: true } },
    files: {},
    ignored: [],
  });
});

test('pnpm learns who may build, in the words of version 10 and of those after it', () => {
  const { manifest, files } = managerSettings('pnpm', linked, 24);

  assert.deepEqual(manifest, {});
  assert.equal(
    files['pnpm-workspace.yaml'],
    `# Packages that may run a program when they are installed: pnpm 11 reads the first list, 10 the second.
allowBuilds:
  better-sqlite3: true
  esbuild: true
onlyBuiltDependencies:
  - better-sqlite3
  - esbuild
`,
  );
});

test('yarn learns who may build, to write node_modules, and that the app is a project of its own', () => {
  assert.deepEqual(managerSettings('yarn', { kind: 'registry', version: '1.2.3' }, 24), {
    manifest: { dependenciesMeta: { 'better-sqlite3': { built: true }, esbuild: { built: true } } },
    files: { '.yarnrc.yml': 'nodeLinker: node-modules\n', 'yarn.lock': '' },
    ignored: ['.yarn/install-state.gz'],
  });
});

test('packed packages are found by those that depend on them, too', () => {
  assert.deepEqual(managerSettings('npm', packed, 24).manifest['overrides'], {
    '@persist/contract': 'file:./vendor/a.tgz',
    '@persist/templates': 'file:./vendor/e.tgz',
  });
  assert.deepEqual(managerSettings('yarn', packed, 24).manifest['resolutions'], {
    '@persist/contract': 'file:./vendor/a.tgz',
    '@persist/compiler': 'file:./vendor/b.tgz',
    '@persist/runtime': 'file:./vendor/c.tgz',
    '@persist/cli': 'file:./vendor/d.tgz',
    '@persist/templates': 'file:./vendor/e.tgz',
  });
  assert.match(
    managerSettings('pnpm', packed, 24).files['pnpm-workspace.yaml']!,
    /^overrides:\n {2}'@persist\/contract': file:\.\/vendor\/a\.tgz\n/m,
  );
});

test('Node 20 gets a cookie that is made for it, and the SQLite too where the package manager does not choose it', () => {
  const source: Packages = { kind: 'registry', version: '1.2.3' };

  assert.deepEqual(managerSettings('npm', source, 20).manifest['overrides'], { cookie: '^1.0.2' });
  assert.deepEqual(managerSettings('yarn', source, 20).manifest['resolutions'], {
    cookie: '^1.0.2',
    'better-sqlite3': '^12.11.1',
  });
  assert.match(
    managerSettings('pnpm', source, 20).files['pnpm-workspace.yaml']!,
    /^overrides:\n {2}'cookie': \^1\.0\.2\n {2}'better-sqlite3': \^12\.11\.1$/m,
  );
});
