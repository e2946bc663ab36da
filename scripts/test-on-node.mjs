// Tests this working tree under another Node: npm run test:node -- 22 [folders or files of tests]
//
// In a temporary folder: that Node from the npm registry, a copy of the working tree, its dependencies installed
// (with the better-sqlite3 that npm chooses for that Node; compiling 12 takes about a minute), a build, and the tests
// that depend on the version most: the packages as a stranger gets them, the command line, the loader, engine, store
// and HTTP.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const onWindows = process.platform === 'win32';
const defaultSuites = [
  'test/packages',
  'test/templates',
  'test/cli',
  'compiler/test/loader',
  'runtime/test/engine',
  'runtime/test/store',
  'runtime/test/http',
];

const [version, ...suites] = process.argv.slice(2);
if (version === undefined) {
  console.error('usage: npm run test:node -- VERSION [folders or files of tests], for example: npm run test:node -- 22');
  process.exit(2);
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), `persist-node-${version}-`)));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

const environment = await installNode();
const copy = copyWorkingTree();
await run('node', ['--version'], copy);
// The lock file has the one for Node 20.
await run('npm', ['update', 'better-sqlite3', '--package-lock-only'], copy);
await run('npm', ['ci'], copy);
await run('npm', ['run', 'build'], copy);
await run('npm', ['run', 'test:only', '--', ...(suites.length > 0 ? suites : defaultSuites)], copy);

/** The environment in which `node` is that version, and native modules are compiled for it. */
async function installNode() {
  const name = `node-${onWindows ? 'win' : process.platform}-${process.arch}`;
  await run('npm', ['install', '--prefix', folder, `${name}@${version}`], folder, process.env);
  const home = join(folder, 'node_modules', name);
  // npm looks for the settings of the machine (proxy, certificates) beside its Node.
  const settings = execFileSync('npm', ['config', 'get', 'globalconfig'], { encoding: 'utf8', shell: onWindows }).trim();
  if (existsSync(settings)) cpSync(settings, join(home, 'etc/npmrc'));
  return {
    ...process.env,
    PATH: `${join(home, 'bin')}${delimiter}${process.env.PATH}`,
    // Its headers; without them they would be downloaded.
    ...(existsSync(join(home, 'include')) ? { npm_config_nodedir: home } : {}),
  };
}

/** What git would commit: neither what is installed nor what is built. */
function copyWorkingTree() {
  const listing = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const files = execFileSync('git', listing, { encoding: 'utf8' }).split('\0');
  const copy = join(folder, 'checkout');
  mkdirSync(copy);
  for (const file of files.filter((name) => name !== '' && existsSync(name))) cpSync(file, join(copy, file));
  return copy;
}

async function run(command, args, cwd, env = environment) {
  console.error(`\n$ ${command} ${args.join(' ')}`);
  const child = spawn(command, args, { cwd, env, stdio: 'inherit', shell: onWindows });
  const [code] = await once(child, 'exit');
  if (code !== 0) process.exit(typeof code === 'number' ? code : 1);
}
