import { intro, outro, S_BAR, S_ERROR, S_STEP_SUBMIT, unicodeOr } from '@clack/prompts';
import { paint } from '../report/paint.js';
import type { Progress } from './progress.js';

const frames = unicodeOr('◒◐◓◑', '-\\|/');
const frameMs = 80;
const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
const clearLine = '\r\u001b[2K';

/**
 * A line that moves while a step is under way, in the look of the prompts before it. Theirs would read the
 * keyboard meanwhile and end the process on Ctrl+C, before anything is cleaned up.
 */
export class SpinnerProgress implements Progress {
  readonly #terminal: NodeJS.WriteStream;
  #begun = false;

  constructor(terminal: NodeJS.WriteStream) {
    this.#terminal = terminal;
  }

  /** Opens the story, if it is not open yet. */
  begin(): void {
    if (!this.#begun) intro('persist new', { output: this.#terminal });
    this.#begun = true;
  }

  async step<T>(doing: string, work: () => Promise<T>, done: (result: T) => string): Promise<T> {
    const stop = this.#spin(doing);
    try {
      const result = await work();
      stop('green', S_STEP_SUBMIT, done(result));
      return result;
    } catch (error) {
      stop('red', S_ERROR, doing);
      throw error;
    }
  }

  note(text: string): void {
    this.#connect();
    this.#write(`${paint('green', S_STEP_SUBMIT, this.#terminal)}  ${text}\n`);
  }

  end(text: string): void {
    outro(text, { output: this.#terminal });
  }

  #spin(doing: string): (colour: 'green' | 'red', symbol: string, text: string) => void {
    const started = performance.now();
    const draw = () => {
      const elapsed = performance.now() - started;
      const frame = frames[Math.floor(elapsed / frameMs) % frames.length]!;
      const seconds = elapsed < 2000 ? '' : ` ${Math.floor(elapsed / 1000)} s`;
      this.#write(`${clearLine}${paint('magenta', frame, this.#terminal)}  ${this.#clip(doing + seconds)}`);
    };
    this.#connect();
    this.#write(hideCursor);
    draw();
    const timer = setInterval(draw, frameMs);
    return (colour, symbol, text) => {
      clearInterval(timer);
      this.#write(`${clearLine}${paint(colour, symbol, this.#terminal)}  ${text}\n${showCursor}`);
    };
  }

  /** The line from what is above to what comes. */
  #connect(): void {
    this.begin();
    this.#write(`${paint('gray', S_BAR, this.#terminal)}\n`);
  }

  /** A line that wraps cannot be taken back. */
  #clip(text: string): string {
    return text.slice(0, Math.max(this.#terminal.columns - 4, 1));
  }

  #write(text: string): void {
    this.#terminal.write(text);
  }
}
