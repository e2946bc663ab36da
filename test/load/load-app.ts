import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { builtApp, BuiltProcess, type fileScope, type LogLine } from '../cli/built-app.js';
import { persistBin } from '../cli/run-persist.js';

/** An app whose commands take as long as they are told to. */
const sources = {
  'src/model.ts': `
    import { command, model } from '@persist/runtime';

    @model
    export class Job {
      runs = 0;
      filling = '';

      /** Keeps the processor busy. */
      @command spin(milliseconds: number): number {
        for (const end = performance.now() + milliseconds; performance.now() < end; );
        return (this.runs += 1);
      }

      /** Waits for something outside. */
      @command async wait(milliseconds: number): Promise<number> {
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        return (this.runs += 1);
      }

      /** Makes the record large. */
      @command fill(kilobytes: number): void {
        this.filling = 'x'.repeat(1024 * kilobytes);
      }
    }
  `,
  'src/main.ts': `
    import { PersistApp } from '@persist/runtime';
    import { Job } from './model.js';

    const app = await PersistApp.openAuto('./data', JSON.parse(process.env.POLICY ?? '{}'));
    await app.serveAutonomousModel(Job);
    await app.listen(JSON.parse(process.env.LISTEN ?? '{}'));
  `,
};

export function loadApp(scope: ReturnType<typeof fileScope>): Promise<string> {
  return builtApp(scope, sources);
}

export interface LoadAppOptions {
  readonly policy?: object;
  readonly listen?: object;
  /** Of the run before; default: a new one. */
  readonly data?: string;
}

/** The app under \`persist start\`, on data of its own, until the test ends. */
export class RunningApp {
  readonly process: BuiltProcess;
  readonly data: string;
  url = '';
  pid = 0;
  /** All lines after it was ready, once it has ended. */
  log: Promise<readonly LogLine[]> = Promise.resolve([]);

  constructor(t: TestContext, root: string, { policy = {}, listen = {}, data }: LoadAppOptions = {}) {
    this.data = data ?? join(root, 'data', randomUUID());
    const env = {
      PERSIST_DATA_DIR: this.data,
      PERSIST_LOG_LEVEL: 'info',
      POLICY: JSON.stringify(policy),
      LISTEN: JSON.stringify(listen),
    };
    this.process = new BuiltProcess(t, root, { env, args: [persistBin, 'start'] });
  }

  async ready(): Promise<this> {
    const line = await this.process.logged('listening');
    this.url = String(line['url']);
    this.pid = Number(line['pid']);
    this.log = this.#readLog();
    return this;
  }

  async #readLog(): Promise<readonly LogLine[]> {
    const lines: LogLine[] = [];
    for (let line = await this.process.line(); line !== undefined; line = await this.process.line()) lines.push(line);
    return lines;
  }

  /** New records; their paths. */
  async jobs(count: number): Promise<readonly string[]> {
    const create = async () => {
      const response = await fetch(`${this.url}/api/jobs`, { method: 'POST' });
      const { id } = (await response.json()) as { id: string };
      return `/api/jobs/${id}`;
    };
    return Promise.all(Array.from({ length: count }, create));
  }
}
