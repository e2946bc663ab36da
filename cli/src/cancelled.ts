import { constants } from 'node:os';

/** Thrown where somebody has asked for the end of a command: Ctrl+C, a closed terminal, `kill`. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';

  constructor(readonly signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP') {
    super('Cancelled; nothing was left behind.');
  }

  /** What a shell expects of a process that a signal ended. */
  get exitCode(): number {
    return 128 + constants.signals[this.signal];
  }
}
