import { join } from 'node:path';
import type { Contract } from '@persist/contract';
import {
  StoreError,
  inspectDatabase,
  type DatabaseContents,
  type DatabaseReport,
} from '@persist/runtime/advanced';
import type { Finding } from './check.js';
import { pass, warn } from './finding.js';

/** What became of looking at the database. */
export type DatabaseLook =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly error: StoreError }
  | { readonly kind: 'read'; readonly report: DatabaseReport };

/** Looks at the database of a data folder. */
export async function lookAtDatabase(folder: string, contract: Contract | undefined): Promise<DatabaseLook> {
  try {
    const options = contract === undefined ? {} : { contract };
    const report = await inspectDatabase(join(folder, 'persist.db'), options);
    return report === undefined ? { kind: 'absent' } : { kind: 'read', report };
  } catch (error) {
    if (error instanceof StoreError) return { kind: 'unreadable', error };
    throw error;
  }
}

/** What a check says that needs what is stored; why that cannot be read is told by the check `database`. */
export function withContents(look: DatabaseLook, judge: (contents: DatabaseContents) => Finding): Finding {
  if (look.kind === 'absent') return pass('nothing is stored yet');
  if (look.kind === 'read' && look.report.contents !== undefined) return judge(look.report.contents);
  return warn({
    summary: 'not checked: the database cannot be read',
    mend: 'Mend what the check `database` says.',
  });
}
