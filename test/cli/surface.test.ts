import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { persist } from './run-persist.js';
import { checkout } from './scratch-app.js';

const snapshotFile = fileURLToPath(new URL('./surface.snapshot.json', import.meta.url));
const commands = ['build', 'dev', 'doctor', 'new', 'openapi', 'start'];

test('commands, arguments and flags are what was agreed on', async () => {
  const found: Record<string, string[]> = {};
  for (const command of ['', ...commands]) {
    const { code, stdout } = await persist(
      [...command.split(' '), '--help'].filter(Boolean),
      checkout,
      plain,
    );
    assert.equal(code, 0);
    found[`persist ${command}`.trim()] = stdout
      .trimEnd()
      .split('\n')
      .filter((line) => !line.includes('node-v'));
  }

  if (process.env['UPDATE_SNAPSHOTS'] === '1')
    writeFileSync(snapshotFile, `${JSON.stringify(found, null, 2)}\n`);
  const agreed = JSON.parse(readFileSync(snapshotFile, 'utf8')) as typeof found;

  assert.deepEqual(
    found,
    agreed,
    'run with UPDATE_SNAPSHOTS=1 if the change is meant, and add it to CHANGELOG.md',
  );
});

test('every command has examples', async () => {
  for (const command of commands) {
    const { stdout } = await persist([command, '--help'], checkout, plain);
    assert.match(stdout, new RegExp(`EXAMPLES\\n {2}\\$ persist ${command}`));
  }
});

test('wrong usage is told as every other error, with what to look at', async () => {
  const told = async (...args: string[]) => (await persist(args, checkout, plain)).stderr.replaceAll(/ +/g, ' ');

  assert.equal(
    await told('devv'),
    'error There is no command "devv".\nhint There are build, dev, doctor, new, openapi, start. See: persist --help\n',
  );
  assert.equal(
    await told('dev', 'extra'),
    'error persist dev takes no argument, such as "extra".\nhint See: persist dev --help\n',
  );
  assert.equal(
    await told('dev', '--port', 'x'),
    'error Parsing --port Expected an integer but received: x\nhint See: persist dev --help\n',
  );
  assert.equal(
    await told('build', '--nope'),
    'error Nonexistent flag: --nope\nhint See: persist build --help\n',
  );
});

test('wrong usage ends with 2, whoever notices it', async () => {
  const usages = [
    ['nope'],
    ['dev', '--nope'],
    ['new'],
    ['new', 'a', 'b'],
    ['dev', '--port', 'x'],
    ['dev', '--port', '70000'],
    ['new', 'A'],
  ];
  for (const args of usages) {
    const { code, stderr } = await persist(args, checkout, plain);
    assert.equal(code, 2, args.join(' '));
    assert.notEqual(stderr, '', args.join(' '));
  }
});

test('wrong usage under --json is JSON', async () => {
  const { code, stdout } = await persist(['new', 'A', '--json'], checkout);

  assert.equal(code, 2);
  const { errors } = JSON.parse(stdout) as { errors: { code: string }[] };
  assert.deepEqual(
    errors.map((error) => error.code),
    ['name_invalid'],
  );
});

test('the file that speeds up the start lists what is there', () => {
  const manifest = JSON.parse(readFileSync(join(checkout, 'cli/oclif.manifest.json'), 'utf8')) as {
    commands: object;
  };

  assert.deepEqual(Object.keys(manifest.commands).sort(), commands);
});

const plain = { NO_COLOR: '1', OCLIF_COLUMNS: '100' };
