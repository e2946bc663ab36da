/** What was to end did not end in time. */
export class CloseTimeoutError extends Error {
  override readonly name = 'CloseTimeoutError';
  readonly code = 'close_timeout';

  constructor(milliseconds: number) {
    super(
      `The app did not close within ${milliseconds} ms: calls that were still under way have been cut off, and what ` +
        'they would have changed is as it was. A command that waits for something outside should give up by itself; ' +
        'if it just needs longer, set closeTimeoutMs (PERSIST_CLOSE_TIMEOUT_MS).',
    );
  }
}

/** @throws {CloseTimeoutError} where the work takes longer; how it ends then is of no interest any more. */
export async function closeInTime(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new CloseTimeoutError(milliseconds)), milliseconds);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
