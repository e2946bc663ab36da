import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextSteps } from '../../src/scaffold/next-steps.js';
import type { AppPlan } from '../../src/scaffold/plan-app.js';

const plan: AppPlan = {
  name: 'shop',
  folder: '/home/ann/shop',
  template: {
    name: 'minimal',
    description: 'One small model',
    folder: '/templates/minimal',
    firstRequest: ['curl -i http://127.0.0.1:4000/api/notes \\', `  -d '{"title":"Milk"}'`],
  },
  manager: 'npm',
  source: { kind: 'registry', version: '1.2.3' },
  install: true,
  git: 'create',
};
const here = { cwd: '/home/ann', env: {} };

test('an installed app needs two commands, and answers a first request', () => {
  assert.equal(
    screen(nextSteps(plan, here)),
    `Next:
$   cd shop
$   npm run dev

It answers at http://127.0.0.1:4000. Try it from a second terminal:
$   curl -i http://127.0.0.1:4000/api/notes \\
$     -d '{"title":"Milk"}'

The rules are in src/model.ts. Test them with: npm test`,
  );
});

test('what was not installed is installed first, by the chosen package manager', () => {
  assert.deepEqual(commands(nextSteps({ ...plan, manager: 'pnpm', install: false }, here)).slice(0, 3), [
    'cd shop',
    'pnpm install',
    'pnpm run dev',
  ]);
});

test('who stands in the folder already need not go there', () => {
  assert.equal(commands(nextSteps(plan, { ...here, cwd: plan.folder }))[0], 'npm run dev');
});

test('a folder elsewhere is named in full, and quoted where a shell would split it', () => {
  assert.equal(commands(nextSteps({ ...plan, folder: '/srv/shop' }, here))[0], 'cd /srv/shop');
  assert.equal(commands(nextSteps({ ...plan, folder: '/home/ann/my shop' }, here))[0], 'cd "my shop"');
});

test('the URL is the one that will answer, where the environment says another', () => {
  const url = (env: NodeJS.ProcessEnv) => commands(nextSteps(plan, { ...here, env }))[2];

  assert.equal(url({ PORT: '8080' }), 'curl -i http://127.0.0.1:8080/api/notes \\');
  assert.equal(url({ HOST: '0.0.0.0' }), 'curl -i http://127.0.0.1:4000/api/notes \\');
  assert.equal(url({ HOST: 'box.local', PORT: '80' }), 'curl -i http://box.local:80/api/notes \\');
  assert.equal(url({ HOST: '::1' }), 'curl -i http://[::1]:4000/api/notes \\');
});

test('packages that are not from the registry are mentioned', () => {
  const checkout = '/src/persist';
  const lastLine = (source: AppPlan['source']) => nextSteps({ ...plan, source }, here).at(-1)!.text;

  assert.equal(lastLine({ kind: 'linked', checkout }), 'Its packages are links to /src/persist.');
  assert.equal(
    lastLine({ kind: 'packed', checkout }),
    'Its packages are copies in vendor/, of /src/persist.',
  );
});

type Steps = ReturnType<typeof nextSteps>;

function screen(steps: Steps): string {
  return steps.map(({ text, command }) => (command === true ? `$ ${text}` : text)).join('\n');
}

function commands(steps: Steps): string[] {
  return steps.filter(({ command }) => command === true).map(({ text }) => text.trim());
}
