// Sees to the programs that the tests drive and npm does not bring: a browser, a terminal, git, strace. On Debian and
// Ubuntu what is missing is installed, given the right to; elsewhere this ends with what to install.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';

/** The packages that are wanted, and the programs of which one will do. */
const tools = [
  { package: 'chromium', programs: ['chromium', 'chromium-browser', 'google-chrome', process.env.CHROMIUM] },
  { package: 'tmux', programs: ['tmux'] },
  { package: 'git', programs: ['git'] },
  { package: 'strace', programs: ['strace'] },
];

const quiet = { DEBIAN_FRONTEND: 'noninteractive' };

const missing = tools.filter(isMissing);
if (missing.length > 0) {
  install(missing);
  const still = missing.filter(isMissing);
  if (still.length > 0) giveUp(still, 'apt-get could not install them.');
}

function install(wanted) {
  if (!existsSync('/etc/debian_version')) giveUp(wanted, 'This script installs on Debian and Ubuntu only.');
  const asRoot = rootCommand();
  if (asRoot === undefined) giveUp(wanted, 'Installing takes root, or sudo without a password.');
  const packages = wanted.map((tool) => tool.package);
  run([...asRoot, 'apt-get', 'update']);
  run([...asRoot, 'apt-get', 'install', '-y', '--no-install-recommends', ...packages]);
}

/** What to put before a command that only root may run. */
function rootCommand() {
  if (process.getuid?.() === 0) return [];
  const allowed = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  // sudo does not pass the environment on.
  return allowed.status === 0 ? ['sudo', '-n', 'env', `DEBIAN_FRONTEND=${quiet.DEBIAN_FRONTEND}`] : undefined;
}

function run([program, ...args]) {
  console.log(`The tests need it: ${[program, ...args].join(' ')}`);
  // Whether it worked is seen by looking for the programs again.
  spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, ...quiet } });
}

function isMissing({ programs }) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const isThere = (program) => folders.some((folder) => isExecutable(resolve(folder, program)));
  return !programs.filter(Boolean).some(isThere);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function giveUp(wanted, reason) {
  const packages = wanted.map((tool) => tool.package).join(', ');
  console.error(`The tests need ${packages}, and that is not on the PATH. ${reason}`);
  console.error('Install it and try again; CHROMIUM may hold the path of a browser that is there already.');
  process.exit(1);
}
