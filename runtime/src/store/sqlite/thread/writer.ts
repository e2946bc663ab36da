// The thread that writes: a connection of its own, which commits what it is sent.
import { parentPort, workerData } from 'node:worker_threads';
import { fileWatch } from '../connection/file-watch.js';
import { lockWaiting } from '../connection/lock-waiting.js';
import { joinConnection } from '../connection/open-connection.js';
import { storeFailure } from '../connection/store-failure.js';
import { groupCommitter } from '../write/group-committer.js';
import { prepareGroupWork } from '../write/prepare-group-work.js';
import { Announcements } from './announcements.js';
import { sentFailure } from './sent-failure.js';
import type { WriterReply, WriterRequest, WriterStart } from './writer-messages.js';

const { file, inode, busyTimeoutMs, idempotencyTtlMs, layouts, announcements } = workerData as WriterStart;
const port = parentPort!;
const announced = new Announcements(announcements);
let now = 0;

const connection = joinConnection({ file, busyTimeoutMs });
const watch = fileWatch(file, inode);
const locks = lockWaiting(connection, busyTimeoutMs);
const committer = groupCommitter(connection, {
  watch,
  announce: (rows) => announced.announce(rows),
  halted: (refusal) => reply({ kind: 'halted', refusal: sentFailure(refusal) }),
});
const work = prepareGroupWork(connection, layouts, { clock: () => new Date(now), ttlMs: idempotencyTtlMs });

let previous: Promise<void> = Promise.resolve();
port.on('message', (request: WriterRequest) => {
  previous = previous.then(() => serve(request));
});
reply({ kind: 'ready' });

async function serve(request: WriterRequest): Promise<void> {
  if (request.kind === 'close') {
    connection.close();
    port.close();
    return;
  }
  now = request.now;
  try {
    const committed = await locks.write(() => committer.commit(request.group, work));
    reply({ kind: 'committed', committed });
  } catch (error) {
    reply({ kind: 'failed', failure: sentFailure(storeFailure(error, 'Committing', file)) });
  }
}

function reply(message: WriterReply): void {
  port.postMessage(message);
}
