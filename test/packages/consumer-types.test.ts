import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { OtherMachine } from './other-machine.js';
import { publishedPackages } from './published-packages.js';

const machine = await OtherMachine.open();
after(() => machine.close());

const entries = publishedPackages().flatMap(({ manifest }) =>
  Object.entries(manifest.exports!)
    .filter(([, target]) => typeof target !== 'string')
    .map(([entry]) => manifest.name + entry.slice(1)),
);
const owners = [...new Set(entries.map((entry) => entry.split('/', 2).join('/')))];

before(async () => {
  await machine.run('npm', ['install', ...owners, '@types/node@20'], 'consumer');
  const consumer = join(machine.root, 'consumer');
  await writeFile(join(consumer, 'every-entry.mts'), entries.map((entry) => `export type {} from '${entry}';\n`).join(''));
  await writeFile(join(consumer, 'use.mts'), use);
});

const compilers = {
  '5.9': [
    ['node16', 'node16'],
    ['bundler', 'esnext'],
  ],
  '6.0': [
    ['nodenext', 'nodenext'],
    ['bundler', 'esnext'],
  ],
} as const;

for (const [typescript, settings] of Object.entries(compilers)) {
  const folder = `typescript-${typescript}`;
  before(() => machine.run('npm', ['install', `typescript@~${typescript}.0`], folder));

  for (const [moduleResolution, module] of settings) {
    test(`TypeScript ${typescript} checks every declaration with moduleResolution ${moduleResolution}`, async () => {
      const config = `tsconfig.${moduleResolution}.json`;
      const compilerOptions = { ...strict, module, moduleResolution };
      await writeFile(join(machine.root, 'consumer', config), JSON.stringify({ compilerOptions }));

      const tsc = join(machine.root, folder, 'node_modules/typescript/lib/tsc.js');
      const printed = await machine.run(process.execPath, [tsc, '-p', config], 'consumer');

      assert.equal(printed, '');
    });
  }
}

const strict = {
  target: 'es2022',
  lib: ['es2023', 'esnext.decorators'],
  types: ['node'],
  strict: true,
  // What an app's own settings may ask of declarations that it did not write.
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
};

/** Fails to compile where a type came out as `any`. */
const use = `import { PersistApp, command, model, type CommandContext } from '@persist/runtime';

@model
class Note {
  constructor(public title: string) {}

  @command rename(title: string, ctx: CommandContext): string {
    this.title = title + ctx.now.toISOString();
    return this.title;
  }
}

const app = await PersistApp.openAuto('./data');
const notes = await app.openDomain(Note);
const note = await notes.create('Milk');
export const title: string = await notes.on(note.id).rename('Bread');
// @ts-expect-error: a title is text.
await notes.on(note.id).rename(1);
// @ts-expect-error: there is no such method.
await notes.on(note.id).erase();
`;
