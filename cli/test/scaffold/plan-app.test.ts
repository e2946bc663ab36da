import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/failure.js';
import {
  nextQuestion,
  planApp,
  type Choices,
  type Question,
  type Surroundings,
} from '../../src/scaffold/plan-app.js';
import type { Template } from '../../src/scaffold/templates.js';

const minimal = template('minimal');
const ledger = template('ledger-core');
const checkout = '/src/persist';
const all = { install: true, pack: false };

const surroundings: Surroundings = {
  cwd: '/home/ann',
  templates: [minimal, ledger],
  installed: ['npm', 'pnpm'],
  checkout: undefined,
  version: '1.2.3',
  hasGit: true,
  insideRepository: () => false,
};

test('what the command line leaves open is asked for, one thing after the other', () => {
  assert.deepEqual(questions({}, surroundings), ['name', 'template', 'packageManager', 'git']);
});

test('what the command line says is not asked for', () => {
  assert.deepEqual(questions({ template: 'minimal' }, surroundings), ['name', 'packageManager', 'git']);
  assert.deepEqual(questions({ name: 'shop', packageManager: 'npm', git: false }, surroundings), [
    'template',
  ]);
});

test('what leaves no choice is not asked for', () => {
  const narrow = { ...surroundings, templates: [minimal], installed: ['npm'] as const, hasGit: false };

  assert.deepEqual(questions({ name: 'shop' }, narrow), []);
});

test('there is no question about git for a folder inside a repository', () => {
  const within = { ...surroundings, insideRepository: (folder: string) => folder === '/home/ann/shop' };

  assert.deepEqual(questions({ name: 'shop' }, within), ['template', 'packageManager']);
  assert.deepEqual(questions({ name: 'other' }, within), ['template', 'packageManager', 'git']);
});

test('everything but the name has a default', () => {
  assert.deepEqual(planApp({ name: '@me/shop' }, all, surroundings), {
    name: '@me/shop',
    folder: '/home/ann/shop',
    template: minimal,
    manager: 'npm',
    source: { kind: 'registry', version: '1.2.3' },
    install: true,
    git: 'create',
  });
});

test('a name is needed', () => {
  assert.deepEqual(refusal({}, all, surroundings), { exitCode: 2, code: 'name_missing' });
});

test('the choices are followed', () => {
  const choices: Choices = { name: 'shop', template: 'ledger-core', packageManager: 'pnpm', git: false };

  const { template, manager, git } = planApp(choices, all, surroundings);

  assert.deepEqual({ template, manager, git }, { template: ledger, manager: 'pnpm', git: 'declined' });
});

test('an app made from a checkout is linked to it', () => {
  const { source } = planApp({ name: 'shop' }, all, { ...surroundings, checkout });

  assert.deepEqual(source, { kind: 'linked', checkout });
});

test('--pack copies the packages of the checkout', () => {
  const { source } = planApp({ name: 'shop' }, { ...all, pack: true }, { ...surroundings, checkout });

  assert.deepEqual(source, { kind: 'packed', checkout });
});

test('yarn gets copies, as it does not run what is linked', () => {
  const withYarn = { ...surroundings, installed: ['yarn'] as const, checkout };

  assert.equal(planApp({ name: 'shop' }, all, withYarn).source.kind, 'packed');
});

test('--pack without a checkout is wrong usage', () => {
  assert.deepEqual(refusal({ name: 'shop' }, { ...all, pack: true }, surroundings), {
    exitCode: 2,
    code: 'pack_without_checkout',
  });
});

test('a package manager that is not installed can be chosen, but not install', () => {
  const choices: Choices = { name: 'shop', packageManager: 'yarn' };

  assert.equal(planApp(choices, { ...all, install: false }, surroundings).manager, 'yarn');
  assert.deepEqual(refusal(choices, all, surroundings), { exitCode: 1, code: 'package_manager_missing' });
});

test('without git, and inside a repository, no repository is made, whatever was asked for', () => {
  const choices: Choices = { name: 'shop', git: true };

  assert.equal(planApp(choices, all, { ...surroundings, hasGit: false }).git, 'git_missing');
  assert.equal(
    planApp(choices, all, { ...surroundings, insideRepository: () => true }).git,
    'inside_repository',
  );
});

/** What is asked when every answer is the first on offer. */
function questions(choices: Choices, around: Surroundings): Question[] {
  const question = nextQuestion(choices, around);
  if (question === undefined) return [];
  const answers = { name: 'shop', template: 'minimal', packageManager: 'npm', git: true } as const;
  return [question, ...questions({ ...choices, [question]: answers[question] }, around)];
}

function refusal(...args: Parameters<typeof planApp>): object {
  try {
    return planApp(...args);
  } catch (error) {
    if (error instanceof Failure) return { exitCode: error.exitCode, code: error.problems[0]?.code };
    throw error;
  }
}

function template(name: string): Template {
  return { name, description: `${name}, in a line`, folder: `/templates/${name}`, firstRequest: [] };
}
