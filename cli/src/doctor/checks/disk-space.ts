import { bytesText } from '../amount.js';
import type { Finding } from '../check.js';
import { fail, pass, warn } from '../finding.js';
import { nearestExisting } from '../nearest-existing.js';
import type { Subject } from '../subject.js';

const tooLittle = 100 * 1024 * 1024;
const little = 1024 * 1024 * 1024;

/** There is room for what will be written. */
export async function checkDiskSpace({ data, database, fileSystem }: Subject): Promise<Finding> {
  const { freeBytes } = await fileSystem(nearestExisting(data.folder));
  const free = `${bytesText(freeBytes)} free where the data are`;
  if (freeBytes < tooLittle) {
    return fail({ summary: free, mend: 'Free disk space: on a full disk every change is refused.' });
  }
  if (freeBytes < little) return warn({ summary: free, mend: 'Free disk space before it runs out.' });
  const look = await database();
  if (look.kind === 'read' && freeBytes < look.report.size) {
    const mend = 'Free disk space, or make backups on another disk.';
    return warn({
      summary: `${free}: less than the database takes, so there is no room for a backup beside it`,
      mend,
    });
  }
  return pass(free);
}
