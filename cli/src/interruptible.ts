import { Cancelled } from './cancelled.js';

/**
 * Runs work that can be called off: Ctrl+C and the like abort its signal, with a {@link Cancelled} for a
 * reason, and the process lives on until the work has put things back.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const handlers = signals.map((signal) => {
    const handler = () => {
      // There may be no terminal any more to write to; that is no reason to stop cleaning up.
      if (signal === 'SIGHUP') for (const each of [process.stdout, process.stderr]) each.on('error', ignore);
      controller.abort(new Cancelled(signal));
    };
    process.on(signal, handler);
    return { signal, handler };
  });
  try {
    return await work(controller.signal);
  } finally {
    for (const { signal, handler } of handlers) process.off(signal, handler);
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function ignore(): void {}
