import type { EffectivePragmas } from '@persist/runtime/advanced';
import type { Finding } from '../check.js';
import { withContents } from '../database-look.js';
import { fail, pass, warn } from '../finding.js';
import { nearestExisting } from '../nearest-existing.js';
import type { Subject } from '../subject.js';

/** What was acknowledged is on disk: the settings that make it so hold on a connection that has written. */
export async function checkDurability({ data, database, fileSystem }: Subject): Promise<Finding> {
  const { type } = await fileSystem(nearestExisting(data.folder));
  const network = process.platform === 'linux' ? networkFileSystems.get(type) : undefined;
  if (network !== undefined) {
    return warn({
      summary: `${data.folder} is on ${network}, where a sync may not reach a disk`,
      mend: 'Keep the data on a local disk: SQLite promises nothing on a network file system.',
    });
  }
  const look = await database();
  const switched = look.kind === 'read' && look.report.journalMode !== 'wal';
  return withContents(look, ({ pragmas }) => judge(pragmas, switched));
}

/** By the magic numbers of Linux. */
const networkFileSystems: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0x01021997, 'a 9P share'],
  [0x00c36400, 'Ceph'],
]);

const full = 2;

function judge({ journalMode, synchronous, foreignKeys }: EffectivePragmas, switched: boolean): Finding {
  const keys = foreignKeys ? 'on' : 'off';
  const text = `journal_mode=${journalMode}, synchronous=${synchronous}, foreign_keys=${keys}`;
  if (journalMode !== 'wal' || synchronous < full || !foreignKeys) {
    return fail({
      summary: `the store opens with ${text}: a power cut may take acknowledged changes`,
      mend: 'npm rebuild better-sqlite3. If it stays, please report it as a bug in persist.',
    });
  }
  if (switched) {
    return warn({
      summary: 'another program has switched the database out of WAL mode',
      mend: 'End whatever else has it open; the next start of the app switches it back.',
    });
  }
  return pass('WAL, synchronous=FULL, foreign keys enforced');
}
