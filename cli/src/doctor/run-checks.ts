import type { Check, CheckResult, Finding } from './check.js';
import { checks } from './checks.js';
import { fail } from './finding.js';
import type { Subject } from './subject.js';

/** Does one check after the other; whatever becomes of one, the next is done. */
export async function* runChecks(subject: Subject, which = checks): AsyncGenerator<CheckResult> {
  for (const [name, check] of Object.entries(which)) yield { name, ...(await findingOf(check, subject)) };
}

async function findingOf(check: Check, subject: Subject): Promise<Finding> {
  try {
    return await check(subject);
  } catch (error) {
    return fail({
      summary: `the check itself failed: ${error instanceof Error ? error.message : String(error)}`,
      mend: 'Please report this as a bug in persist, with what `persist doctor --json` prints.',
    });
  }
}
