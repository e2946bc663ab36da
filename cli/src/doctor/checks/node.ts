import type { Finding } from '../check.js';
import { fail, pass, warn } from '../finding.js';
import type { Subject } from '../subject.js';

const needed = [20, 19] as const;
const tested = [20, 22, 24];

/** Node.js is new enough, and one that persist is tested on. */
export async function checkNode({ nodeVersion }: Subject): Promise<Finding> {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
    return fail({
      summary: `Node.js ${nodeVersion} is too old: persist needs ${needed.join('.')} or newer`,
      mend: `Install Node.js ${tested.at(-1)}, then: npm rebuild better-sqlite3`,
    });
  }
  if (tested.includes(major)) return pass(`Node.js ${nodeVersion}`);
  return warn({
    summary: `persist is not tested on Node.js ${nodeVersion}, but on ${tested.join(', ')}`,
    mend: `In production use Node.js ${tested.at(-1)}.`,
  });
}
