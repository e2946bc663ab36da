import { open } from 'node:fs/promises';

/** How far the write-ahead log was copied into the database when its server was killed. */
export interface Checkpoint {
  readonly unfinished: boolean;
}

// https://www.sqlite.org/walformat.html: both are counts of frames, in the byte order of the machine.
const BACKFILLED = 96;
const BACKFILL_ATTEMPTED = 128;

/** Looks into the shared memory of the last process; call it before the next one starts. */
export async function checkpointOf(database: string): Promise<Checkpoint> {
  const file = await open(`${database}-shm`);
  try {
    const { buffer } = await file.read(Buffer.alloc(136), 0, 136, 0);
    const countAt = (at: number) => new Uint32Array(buffer.buffer.slice(at, at + 4))[0]!;
    return { unfinished: countAt(BACKFILL_ATTEMPTED) > countAt(BACKFILLED) };
  } finally {
    await file.close();
  }
}
