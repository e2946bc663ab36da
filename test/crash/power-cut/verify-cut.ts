import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract } from '@persist/contract';
import type { CallLog } from '../call-log.js';
import { verifyDatabase } from '../verify-database.js';
import type { NamedCut } from './cuts.js';
import { restoreFolder } from './restore-folder.js';
import type { SimulatedDisk } from './simulated-disk.js';

/** A moment at which the power fails, and what must outlive it. */
export interface Failing {
  /** For people. */
  readonly moment: string;
  /** What was answered until then. */
  readonly log: CallLog;
  readonly contract: Contract;
}

/** Opens what a cut leaves of a disk. @throws {Error} naming the moment and the cut. */
export async function verifyCut(disk: SimulatedDisk, cut: NamedCut, { moment, log, contract }: Failing): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'persist-cut-'));
  try {
    await restoreFolder(folder, disk.afterCut(cut));
    await verifyDatabase(join(folder, 'data/persist.db'), contract, log);
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The power failed ${moment}, and ${cut.name} is on the disk: ${text}`, { cause });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
