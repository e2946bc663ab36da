import type { Finding } from '../check.js';
import { fail, pass, warn } from '../finding.js';
import type { Subject } from '../subject.js';

/** Years in which the clock can be right. */
const sane = { from: 2025, to: 2100 };

const minute = 60_000;

/** The clock is right, as far as can be told: no change was made later than now. */
export async function checkClock({ now, database }: Subject): Promise<Finding> {
  const at = now();
  const year = at.getUTCFullYear();
  if (year < sane.from || year > sane.to) {
    return fail({
      summary: `the clock says ${at.toISOString()}`,
      mend: 'Set it, and keep it set: timedatectl set-ntp true',
    });
  }
  const look = await database();
  const newest = look.kind === 'read' ? look.report.contents?.newestAuditAt : undefined;
  const ahead = newest === undefined ? 0 : Date.parse(newest) - at.getTime();
  if (ahead <= 0) return pass(at.toISOString());
  const trouble = {
    summary: `the clock says ${at.toISOString()}, and the newest change was made at ${newest}`,
    mend: 'Set the clock: timedatectl set-ntp true. Until then new changes look older than stored ones.',
  };
  return ahead <= minute ? warn(trouble) : fail(trouble);
}
