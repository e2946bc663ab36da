import type { Contract } from '@persist/contract';
import type { App } from '../app/find-app.js';
import { Failure } from '../failure.js';
import { withFrame } from '../report/code-frame.js';
import type { Problem } from '../report/problem.js';
import { AppBuilder, type BuiltVersion } from './app-builder.js';
import { addressProblem, bootProblem } from './boot-problem.js';
import { contractChanged } from './contract-changed.js';
import type { Phase } from './dev-event.js';
import type { DevRun } from './dev-runner.js';
import type { ReadyMessage } from './messages.js';
import { ServerProcess, type AppOutput } from './server-process.js';
import type { SessionEvent } from './session-event.js';
import { SourceChanges } from './source-changes.js';

/** Where `performance.now()` begins to count. */
const PROCESS_START = 0;

/** How long requests to a former version may take to finish: an edit waits for them. */
const RELOAD_DRAIN_MS = 1_000;
const END_DRAIN_MS = 10_000;

export interface DevOptions extends DevRun {
  readonly output: AppOutput;
  /** Whether code frames are coloured. */
  readonly colours: boolean;
  readonly report: (event: SessionEvent) => void;
}

/** Serves an app and every edit of it, until its signal ends it; the last good version answers all along. */
export class DevSession {
  readonly #app: App;
  readonly #options: DevOptions;
  readonly #builder: AppBuilder;
  readonly #changes: SourceChanges;
  /** Has the runtime loaded and waits for a version to run. */
  #standby: ServerProcess;
  #serving: ServerProcess | undefined;
  #contract: Contract | undefined;
  /** Where the first version came to listen; the next ones listen there too. */
  #url: string | undefined;
  /** What versions are told beyond the options. Those that share a socket must ask for one port, even 0. */
  #port: { readonly PORT?: string } = {};

  constructor(app: App, options: DevOptions) {
    this.#app = app;
    this.#options = options;
    this.#standby = this.#startProcess();
    this.#changes = new SourceChanges(app.root, options.signal);
    this.#builder = new AppBuilder(app.root);
  }

  /** @throws {Failure} where the first version cannot listen where it was told to. */
  async run(): Promise<void> {
    try {
      await this.#take(PROCESS_START);
      for await (const changedAt of this.#changes) await this.#take(changedAt);
    } finally {
      await this.#close();
    }
  }

  /** Boots the sources again, though nothing was edited. */
  restart(): void {
    this.#changes.demand();
  }

  /** Builds and boots the sources as they are now, in the place of what is served. */
  async #take(since: number): Promise<void> {
    const { environment, report } = this.#options;
    report({ event: 'building' });
    const built = await this.#builder.build();
    if (built.kind === 'refused') {
      // Types and bundle may have read two states of a file that was being written.
      if (!this.#changes.haveMovedOn()) this.#refuse(built.phase, built.problems);
      return;
    }

    const candidate = this.#standby;
    const booting = candidate.load({
      type: 'persist:load',
      entry: built.entry,
      environment: { ...environment, ...this.#port },
    });
    const boot = await Promise.race([booting, this.#changes.next()]);
    this.#standby = this.#startProcess();
    if (boot?.type === 'persist:ready') return this.#swap(candidate, { boot, built, since });

    candidate.kill();
    this.#reportSchema(candidate);
    // Edited or stopped meanwhile: how this version would have ended is of no interest.
    if (boot === undefined) return;
    const host = environment['HOST'] ?? process.env['HOST'];
    const misaddressed = this.#url === undefined ? addressProblem(boot, host) : undefined;
    if (misaddressed !== undefined) throw Failure.of(misaddressed);
    this.#changes.takeAnyWrite();
    this.#refuse('boot', [bootProblem(boot, this.#app.root, host)]);
  }

  async #swap(candidate: ServerProcess, { boot, built, since }: Taken): Promise<void> {
    const previous = this.#serving;
    const first = this.#url === undefined;
    this.#serving = candidate;
    void candidate.exited.then((end) => {
      if (this.#serving !== candidate || this.#options.signal.aborted) return;
      this.#serving = undefined;
      // Nobody holds the socket now: the next version has to ask for this very port.
      this.#port = { PORT: new URL(boot.url).port };
      this.#changes.takeAnyWrite();
      this.#refuse('run', [bootProblem(end, this.#app.root)]);
    });
    // Once it is gone no connection leads to the former version any more.
    await previous?.stop(RELOAD_DRAIN_MS);

    const { report } = this.#options;
    const { url, models } = boot;
    report({ event: 'serving', contract: built.contract, models });
    report({ event: first ? 'ready' : 'reloaded', url, models, ms: Math.round(performance.now() - since) });
    const changed = this.#contract && contractChanged(this.#contract, built.contract);
    if (changed !== undefined) report(changed);
    this.#reportSchema(candidate);
    for (const warning of built.warnings) report({ event: 'warning', ...this.#framed(warning) });
    this.#contract = built.contract;
    this.#url = url;
    void this.#builder.warmUp();
  }

  #reportSchema({ schemaChanges }: ServerProcess): void {
    const changes = schemaChanges.splice(0);
    if (changes.length > 0) this.#options.report({ event: 'schema-changed', changes });
  }

  #refuse(phase: Phase, problems: readonly Problem[]): void {
    this.#options.report({
      event: 'refused',
      phase,
      serving: this.#serving !== undefined,
      problems: problems.map((problem) => this.#framed(problem)),
    });
  }

  #framed(problem: Problem): Problem {
    return withFrame(problem, { root: this.#app.root, colours: this.#options.colours });
  }

  #startProcess(): ServerProcess {
    const { output, report } = this.#options;
    return ServerProcess.start({
      root: this.#app.root,
      output,
      onRequest: ({ method, path, status, ms, at }) =>
        report({ event: 'request', method, path, status, ms, at }),
      onLine: ({ stream, line }) => report({ event: 'output', stream, line }),
    });
  }

  async #close(): Promise<void> {
    const serving = this.#serving;
    this.#serving = undefined;
    this.#standby.kill();
    await Promise.all([
      this.#changes.close(),
      this.#builder.dispose(),
      this.#standby.exited,
      serving?.stop(END_DRAIN_MS),
    ]);
    if (this.#options.signal.aborted) this.#options.report({ event: 'stopped' });
  }
}

interface Taken {
  readonly boot: ReadyMessage;
  readonly built: BuiltVersion;
  /** When the edit was made. */
  readonly since: number;
}
