import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import type { DriverFacts } from '@persist/runtime/advanced';
import type { Finding } from '../check.js';
import { fail, pass } from '../finding.js';
import type { Subject } from '../subject.js';

/** The compiled part of better-sqlite3 loads on this Node.js. */
export async function checkNativeModule({ app, nodeVersion }: Subject): Promise<Finding> {
  const runtime = locate(app.root);
  if (runtime === undefined)
    return fail({ summary: '@persist/runtime is not installed', mend: 'npm install' });
  const { facts, reason } = await load(runtime);
  if (facts === undefined) return fail(explain(reason, nodeVersion));
  return pass(`better-sqlite3 ${facts.driver} with SQLite ${facts.sqlite} loads on Node.js ${nodeVersion}`);
}

function locate(root: string): string | undefined {
  try {
    return createRequire(join(root, 'package.json')).resolve('@persist/runtime/advanced');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

interface Loaded {
  readonly facts?: DriverFacts;
  /** What Node.js says, or the signal that ended it. */
  readonly reason: string;
}

const program =
  'const { driverFacts } = await import(process.argv[1]); console.log(JSON.stringify(driverFacts()))';

/** In a process of its own: the app's copy, not ours, and a broken one may take its process with it. */
async function load(runtime: string): Promise<Loaded> {
  const args = ['--input-type=module', '--eval', program, pathToFileURL(runtime).href];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const [stdout, stderr, [code, signal]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code === 0) return { facts: JSON.parse(stdout) as DriverFacts, reason: '' };
  return { reason: signal === null ? stderr : `Node.js was ended by ${signal}.` };
}

/** What keeps the module from loading, in the words of who has to mend it. */
function explain(reason: string, nodeVersion: string): Parameters<typeof fail>[0] {
  const rebuild = 'npm rebuild better-sqlite3';
  const [compiledFor, running] = [...reason.matchAll(/NODE_MODULE_VERSION (\d+)/g)].map(([, abi]) => abi);
  if (compiledFor !== undefined) {
    const summary = `better-sqlite3 is compiled for another Node.js (ABI ${compiledFor}; ${nodeVersion} has ${running})`;
    return { summary, mend: rebuild };
  }
  if (/Cannot find package 'better-sqlite3'/.test(reason)) {
    return { summary: 'better-sqlite3 is not installed', mend: 'npm install' };
  }
  if (/Could not locate the bindings file/.test(reason)) {
    const mend = `${rebuild} (it needs a C++ compiler, and a package manager that runs install scripts)`;
    return { summary: 'better-sqlite3 was installed without being compiled', mend };
  }
  // The store's `driver_unfit`: what it would do to this Node.js, and the mend.
  const [, unfit, mend] = /^\w*Error: (better-sqlite3 \S+ ends Node .+?)\. (.+)$/m.exec(reason) ?? [];
  if (unfit !== undefined && mend !== undefined) return { summary: unfit, mend };
  return { summary: 'better-sqlite3 cannot be loaded', detail: firstError(reason), mend: rebuild };
}

function firstError(reason: string): string {
  return /^(?:\w*Error: .*|Node\.js was ended.*)$/m.exec(reason)?.[0] ?? reason.trim();
}
