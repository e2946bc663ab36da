import { Cancelled } from './cancelled.js';

/**
 * Runs work that can be called off: Ctrl+C and the like abort its signal, with a {@link Cancelled} for a
 * reason, and the process lives on until the work has put things back.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const restores = [
    ...signals.map((signal) => listen(process, signal, () => controller.abort(new Cancelled(signal)))),
    // A terminal that is gone can be noticed by writing to it, before the signal that says so arrives.
    ...[process.stdout, process.stderr].map((stream) =>
      listenInstead(stream, (error) => isClosedPipe(error) || controller.abort(new Cancelled('SIGHUP'))),
    ),
  ];
  try {
    return await work(controller.signal);
  } finally {
    for (const restore of restores) restore();
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Returns what undoes it. */
function listen(emitter: NodeJS.EventEmitter, event: string, listener: (error: Error) => void): () => void {
  emitter.on(event, listener);
  return () => emitter.off(event, listener);
}

/** Those who listen to its errors would end the process, and get them back later. */
function listenInstead(stream: NodeJS.WriteStream, listener: (error: Error) => void): () => void {
  const others = stream.listeners('error') as ((error: Error) => void)[];
  for (const other of others) stream.off('error', other);
  const restore = listen(stream, 'error', listener);
  return () => {
    restore();
    for (const other of others) stream.on('error', other);
  };
}

/** Who reads along has seen enough, as `head` has. */
function isClosedPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE';
}
