import { Console } from 'node:console';
import { Writable } from 'node:stream';

/**
 * Takes what this process itself prints (console, warnings of Node, stderr) line by line, so that it does not
 * tear the screen.
 *
 * @returns what gives it back to the terminal.
 */
export function capturePrints(take: (line: string) => void): () => void {
  const { console: former } = globalThis;
  const write = process.stderr.write.bind(process.stderr);
  const lines = lineWriter(take);
  globalThis.console = new Console({ stdout: lines, stderr: lines });
  process.stderr.write = (chunk: string | Uint8Array) => lines.write(chunk);
  return () => {
    lines.end();
    globalThis.console = former;
    process.stderr.write = write;
  };
}

function lineWriter(take: (line: string) => void): Writable {
  let rest = '';
  return new Writable({
    decodeStrings: false,
    write(chunk: string | Uint8Array, _encoding, done) {
      const lines = (rest + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())).split('\n');
      rest = lines.pop()!;
      for (const line of lines) take(line);
      done();
    },
    final(done) {
      if (rest !== '') take(rest);
      done();
    },
  });
}
