import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** One end of a system call. Between both others may do something. */
export interface TraceEvent {
  readonly at: 'entry' | 'return';
  readonly call: SystemCall;
}

export interface SystemCall {
  readonly name: string;
  /** As strace writes them. */
  readonly args: string;
  /** Known at its return: negative where it failed. */
  result?: number;
}

/** What strace wrote, in the order in which it happened. */
export async function* readTrace(file: string): AsyncGenerator<TraceEvent> {
  /** By thread. */
  const entered = new Map<string, SystemCall>();
  for await (const line of createInterface({ input: createReadStream(file, 'latin1'), crlfDelay: Infinity })) {
    const [, thread, text] = /^(\d+) +(.*)$/.exec(line) ?? unreadable(line);
    const call = /^<\.\.\. \w+ resumed>/.test(text!) ? entered.get(thread!) : callIn(text!);
    if (call === undefined) continue;
    if (text!.startsWith('<...')) entered.delete(thread!);
    else yield { at: 'entry', call };
    if (text!.endsWith('<unfinished ...>')) entered.set(thread!, call);
    else yield { at: 'return', call: returned(call, text!) };
  }
}

/** `undefined` for a line about a signal or an end. */
function callIn(text: string): SystemCall | undefined {
  if (text.startsWith('+++') || text.startsWith('---')) return undefined;
  const [, name, args] = /^(\w+)\((.*?)(?: <unfinished \.\.\.>|\) += .*)$/.exec(text) ?? unreadable(text);
  return { name: name!, args: args! };
}

function returned(call: SystemCall, text: string): SystemCall {
  // A process that is killed does not return: `?`.
  const [, result] = / = (-?\w+|\?)[^=]*$/.exec(text) ?? unreadable(text);
  call.result = result === '?' ? -1 : Number(result);
  return call;
}

/** The texts among the arguments of a call, as bytes. */
export function textsIn({ args }: SystemCall): readonly Buffer[] {
  return Array.from(args.matchAll(/"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/g), ([, hex, more]) => {
    if (more !== undefined) throw new Error(`The trace has no more than the beginning of a text: ${args.slice(0, 80)}`);
    return bytesOf(hex!);
  });
}

/** The file descriptor that is the first argument, or the result, and where it leads. */
export function descriptorIn(text: string): { readonly fd: number; readonly path: string } | undefined {
  const [, fd, path] = /^(\d+)<([^>]*)>/.exec(text) ?? [];
  return fd === undefined ? undefined : { fd: Number(fd), path: bytesOf(path!).toString() };
}

/** The last argument. */
export function lastNumberIn({ args }: SystemCall): number {
  return Number(args.slice(args.lastIndexOf(' ') + 1));
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex');
}

function unreadable(line: string): never {
  throw new Error(`This is not what strace writes: ${line.slice(0, 200)}`);
}
