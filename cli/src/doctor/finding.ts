import type { Finding } from './check.js';

/** All is well. */
export function pass(summary: string, detail?: string): Finding {
  return { status: 'PASS', summary, ...(detail !== undefined && { detail }) };
}

interface Trouble {
  readonly summary: string;
  readonly detail?: string;
  readonly mend: string;
}

/** It works, but somebody should know. */
export function warn(trouble: Trouble): Finding {
  return { status: 'WARN', ...trouble };
}

/** It does not work, or will not at the next start. */
export function fail(trouble: Trouble): Finding {
  return { status: 'FAIL', ...trouble };
}
