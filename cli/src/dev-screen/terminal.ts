import { writeSync } from 'node:fs';

/** The terminal while a screen is drawn on it. */
export interface Terminal {
  /** Gives it back as it was: what stood on it, its cursor, its keys. Safe to call twice, and at any time. */
  restore(): void;
}

const ENTER = '\u001b[?1049h\u001b[H';
const CLEAR = '\u001b[2J';
// A frame that was cut off may have left "synchronised output" on; then the cursor, then the former screen.
const LEAVE = '\u001b[?2026l\u001b[?25h\u001b[?1049l';

/**
 * Takes the terminal for a screen. However the process ends, short of a SIGKILL, the terminal is given back.
 *
 * @param unmount ends the drawing; what it still draws goes to the screen that is left.
 */
export function takeTerminal(unmount: () => void): Terminal {
  const { stdin, stdout } = process;
  let isTaken = true;
  const restore = () => {
    if (!isTaken) return;
    isTaken = false;
    process.off('exit', restore).off('uncaughtExceptionMonitor', restore);
    stdout.off('resize', clear);
    try {
      unmount();
    } finally {
      leave(stdin);
    }
  };
  process.on('exit', restore).on('uncaughtExceptionMonitor', restore);
  // Before anything is drawn at the new size: a smaller terminal may have scrolled what stood there.
  stdout.prependListener('resize', clear);
  stdout.write(ENTER);
  return { restore };
}

function clear(): void {
  process.stdout.write(CLEAR);
}

function leave(stdin: NodeJS.ReadStream): void {
  try {
    if (stdin.isRaw) stdin.setRawMode(false);
    // Written at once: the process may have no turn left.
    writeSync(process.stdout.fd, LEAVE);
  } catch (error) {
    // After a hang-up there is no terminal any more that could be restored.
    if (!isGone(error)) throw error;
  }
}

function isGone(error: unknown): boolean {
  return ['EIO', 'EBADF', 'ENXIO', 'ENOTTY'].includes((error as NodeJS.ErrnoException).code ?? '');
}
