import { Worker } from 'node:worker_threads';
import type { CompileResult } from '@persist/compiler';

/** What the thread is started with. */
export interface ContractThreadData {
  readonly root: string;
}

/** TypeScript makes many short-lived objects: with room for them its first pass is about a third shorter. */
const YOUNG_GENERATION_MB = 96;

interface Pending {
  readonly resolve: (result: CompileResult) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Reads the types of an app again and again, in a thread of its own: meanwhile this one bundles, boots and
 * draws.
 */
export class ContractThread {
  readonly #worker: Worker;
  /** Answers come in the order of the questions. */
  readonly #pending: Pending[] = [];

  constructor(root: string) {
    this.#worker = new Worker(new URL('./contract-thread-main.js', import.meta.url), {
      workerData: { root } satisfies ContractThreadData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    this.#worker.on('message', (result: CompileResult) => this.#pending.shift()?.resolve(result));
    this.#worker.on('error', (error) => {
      for (const { reject } of this.#pending.splice(0)) reject(error);
    });
  }

  compile(): Promise<CompileResult> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ resolve, reject });
      this.#worker.postMessage('compile');
    });
  }

  /** Whoever still waits for a result waits for ever. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
