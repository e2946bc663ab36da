import { access, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Contract } from '@persist/contract';
import type { App } from '../app/find-app.js';
import type { ServerFlagValues } from '../serve/server-flags.js';
import { readContractFile } from './contract-file.js';
import { dataPlace, type DataPlace } from './data-place.js';
import { lookAtDatabase, type DatabaseLook } from './database-look.js';
import { readSources, type Sources } from './sources.js';

/** The app that is looked at, and the machine it is on. What several checks need is looked up once. */
export interface Subject {
  readonly app: App;
  /** Of this command. */
  readonly version: string;
  /** Of Node.js, without `v`. */
  readonly nodeVersion: string;
  readonly data: DataPlace;
  readonly host: string;
  /** As it was said, maybe not a number. */
  readonly port: string;
  /** The folder that the system empties. */
  readonly temporaryFolder: string;
  readonly now: () => Date;
  /** Rejects where a path may not be used as `mode` (of `fs.constants`) says. */
  readonly access: (path: string, mode: number) => Promise<void>;
  readonly fileSystem: (path: string) => Promise<FileSystem>;
  readonly sources: () => Promise<Sources | undefined>;
  readonly database: () => Promise<DatabaseLook>;
}

export interface FileSystem {
  readonly freeBytes: number;
  /** The magic number of its kind; on Linux. */
  readonly type: number;
}

export interface SubjectOptions {
  readonly version: string;
  readonly flags: Partial<ServerFlagValues>;
  readonly environment: NodeJS.ProcessEnv;
}

/** An app as `persist start` would run it with these flags and variables. */
export function subjectOf(app: App, { version, flags, environment }: SubjectOptions): Subject {
  const data = dataPlace(app.root, { flag: flags.data, environment });
  const sources = once(() => readSources(app.root));
  return {
    app,
    version,
    nodeVersion: process.versions.node,
    data,
    host: flags.host ?? environment['HOST'] ?? '127.0.0.1',
    port: flags.port?.toString() ?? environment['PORT'] ?? '4000',
    temporaryFolder: tmpdir(),
    now: () => new Date(),
    access,
    fileSystem,
    sources,
    database: once(async () => lookAtDatabase(data.folder, await contractOf(app.root, sources))),
  };
}

function once<T>(look: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => (found ??= look());
}

async function fileSystem(path: string): Promise<FileSystem> {
  const { bavail, bsize, type } = await statfs(path);
  return { freeBytes: bavail * bsize, type };
}

/** What the next start runs: the sources, or the built app where there are none. */
async function contractOf(root: string, sources: Subject['sources']): Promise<Contract | undefined> {
  const read = await sources();
  if (read !== undefined) return read.contract;
  const built = readContractFile(root, 'dist/contract.json');
  return built.kind === 'read' ? built.contract : undefined;
}
