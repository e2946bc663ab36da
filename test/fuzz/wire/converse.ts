import { connect } from 'node:net';
import { parseAnswers, type Parsed } from './parse-answers.js';

/** Generous: only what hangs takes as long. */
export const DEADLINE_MS = 30_000;

export interface Conversation {
  readonly port: number;
  /** Written at once; several chunks one after the other. */
  readonly bytes: Buffer | readonly Buffer[];
  /** How many answers end it; by default the server's end of the connection does. */
  readonly answers?: number;
  /** Whether the writing side is closed after the last byte, as by a client that has said all it wants to say. */
  readonly finish?: boolean;
  /** Whether the answers have a head only, as those to HEAD. */
  readonly bodiless?: boolean;
}

/**
 * Sends bytes, whatever they are, over a connection of their own, and reads what comes back.
 *
 * @throws {Error} where the conversation does not end in time.
 */
export function converse({ port, bytes, answers = Infinity, finish = false, bodiless }: Conversation): Promise<Parsed> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const read = () => parseAnswers(Buffer.concat(chunks), bodiless);
    const socket = connect(port, '127.0.0.1');
    const deadline = setTimeout(() => {
      socket.destroy();
      const heard = JSON.stringify(Buffer.concat(chunks).toString('latin1').slice(0, 500));
      reject(new Error(`no end within ${DEADLINE_MS} ms; heard ${heard}`));
    }, DEADLINE_MS);
    const settle = () => {
      clearTimeout(deadline);
      // Throws where it is no HTTP.
      resolve(Promise.resolve().then(read));
    };
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (answers !== Infinity && read().answers.length >= answers) socket.destroy();
    });
    // A reset is an end too; what was heard before it counts.
    socket.on('error', () => undefined).once('close', settle);
    for (const chunk of Buffer.isBuffer(bytes) ? [bytes] : bytes) socket.write(chunk);
    if (finish) socket.end();
  });
}
