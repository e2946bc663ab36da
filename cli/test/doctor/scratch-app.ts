import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compileContract, contractOf } from '@persist/compiler';
import type { Contract } from '@persist/contract';
import { openSqliteStore, type SqliteStore, type WriteSet } from '@persist/runtime/advanced';
import { lookAtDatabase } from '../../src/doctor/database-look.js';
import { subjectOf, type Subject, type SubjectOptions } from '../../src/doctor/subject.js';

const checkout = fileURLToPath(new URL('../../..', import.meta.url));

const model = `
  import { command, model } from '@persist/runtime';

  @model
  export class Note {
    title: string;

    constructor(title: string) {
      this.title = title;
    }

    @command rename(title: string): void {
      this.title = title;
    }
  }
`;

const main = `
  import { PersistApp } from '@persist/runtime';
  import { Note } from './model.js';

  const app = await PersistApp.openAuto('./data');
  await app.serveAutonomousModel(Note);
  await app.listen();
`;

let compiled: Contract | undefined;

const files: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "notebook", "type": "module", "dependencies": { "@persist/runtime": "*" } }',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "target": "ES2022", "module": "NodeNext" } }',
  'src/main.ts': main,
  'src/model.ts': model,
};

/** An app of one model; inside the repository, so that it finds the packages. Gone when the test ends. */
export async function scratchApp(t: TestContext): Promise<ScratchApp> {
  const parent = join(checkout, 'node_modules/.cache');
  await mkdir(parent, { recursive: true });
  const root = await mkdtemp(join(parent, 'doctor-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  const app = new ScratchApp(root);
  for (const [file, text] of Object.entries(files)) await app.write(file, text);
  return app;
}

export class ScratchApp {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  path(file: string): string {
    return join(this.root, file);
  }

  async write(file: string, text: string): Promise<void> {
    await mkdir(dirname(this.path(file)), { recursive: true });
    await writeFile(this.path(file), text);
  }

  async edit(file: string, from: string, to: string): Promise<void> {
    const text = await readFile(this.path(file), 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no ${JSON.stringify(from)}`);
    await this.write(file, text.replace(from, to));
  }

  /** What the checks look at, with what a test has to be different. */
  subject(different: Partial<Subject> = {}, options: Partial<SubjectOptions> = {}): Subject {
    const app = { root: this.root, name: 'notebook', version: '1.0.0' };
    const subject = subjectOf(app, { version: '0.1.0', flags: {}, environment: {}, ...options });
    // The checkout itself may lie in the system's temporary folder.
    return { ...subject, temporaryFolder: this.path('temporary'), ...different };
  }

  /** The same for checks that need no contract: without one, looking at the database is quick. */
  subjectWithoutContract(different: Partial<Subject> = {}): Subject {
    const database = () => lookAtDatabase(this.path('data'), undefined);
    return this.subject({ database, sources: () => Promise.resolve(undefined), ...different });
  }

  /** A store of the model as it was written first, with one note, made `at` some time. */
  async openStore(at = '2026-01-01T00:00:00.000Z'): Promise<SqliteStore> {
    const store = await openSqliteStore({ file: this.path('data/persist.db') });
    compiled ??= contractOf(compileContract({ root: this.root }));
    await store.migrate(compiled);
    await store.commit([noteAt(at)]);
    return store;
  }

  async storeNote(at?: string): Promise<void> {
    const store = await this.openStore(at);
    await store.close();
  }

  /** The data as a killed process leaves them: all in the log, nothing in the file yet. */
  async leaveOpen(): Promise<void> {
    const store = await this.openStore();
    await cp(this.path('data'), this.path('left'), {
      recursive: true,
      filter: (file) => !file.endsWith('-shm'),
    });
    await store.close();
    await rm(this.path('data'), { recursive: true });
    await cp(this.path('left'), this.path('data'), { recursive: true });
  }
}

function noteAt(at: string): WriteSet {
  const note = { model: 'notes', id: 'n-1', version: 1, at } as const;
  const changes = { fields: { title: { after: 'Milk' } }, collections: {} };
  const audit = {
    ...note,
    action: 'create',
    event: 'create',
    actor: 'ann',
    requestId: 'r-1',
    changes,
  } as const;
  return { writes: [{ ...note, kind: 'insert', changes }], audits: [audit], outbox: [] };
}
