import { assertNever } from '@persist/contract';
import type { DatabaseReport, DatabaseUse, StoreError } from '@persist/runtime/advanced';
import { bytesText } from '../amount.js';
import type { Finding } from '../check.js';
import { fail, pass, warn } from '../finding.js';
import type { Subject } from '../subject.js';

/** The database is sound, and whether somebody has it open. */
export async function checkDatabase({ database }: Subject): Promise<Finding> {
  const look = await database();
  switch (look.kind) {
    case 'absent':
      return pass('there is none yet; the first start makes it');
    case 'unreadable':
      return unreadable(look.error);
    case 'read':
      return judge(look.report);
    default:
      return assertNever(look);
  }
}

function unreadable({ code, problem: detail, hint, cause }: StoreError): Finding {
  if (isDriverMissing(cause)) {
    const mend = 'Mend what the check `native-module` says.';
    return warn({ summary: 'not checked: SQLite cannot be loaded', mend });
  }
  if (code === 'store_full')
    return warn({ summary: 'not checked: there is no room for a copy', detail, mend: hint });
  return fail({ summary: 'it cannot be read', detail, mend: hint });
}

function isDriverMissing(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const { code, message } = cause as NodeJS.ErrnoException;
  return code === 'ERR_DLOPEN_FAILED' || message.startsWith('Could not locate the bindings file');
}

const largeLog = 64 * 1024 * 1024;

function judge({ file, size, walSize, use, damage }: DatabaseReport): Finding {
  if (damage.length > 0) {
    return fail({
      summary: `${file} is damaged`,
      detail: damage.join('\n'),
      mend: 'Stop the app, keep a copy of the whole data folder, then restore the latest backup.',
    });
  }
  if (use.kind === 'left_open') {
    return warn({
      summary: `sound, but left open by a process that ended; ${bytesText(walSize)} are in its log only`,
      mend: 'Start the app: it takes over what is in the log. Never delete persist.db-wal.',
    });
  }
  if (walSize > largeLog) {
    return warn({
      summary: `sound, but its log has grown to ${bytesText(walSize)}; ${useText(use)}`,
      mend: 'End what reads for so long that the log cannot be written back, or start the app anew.',
    });
  }
  return pass(`sound, ${bytesText(size)}; ${useText(use)}`);
}

function useText(use: DatabaseUse): string {
  switch (use.kind) {
    case 'open':
      return `a server runs on it (${processesText(use.processes)})`;
    case 'open_or_left_open':
      return 'a server runs on it, or was killed';
    case 'closed':
    case 'left_open':
      return 'no server runs on it';
    default:
      return assertNever(use);
  }
}

function processesText(processes: readonly number[]): string {
  if (processes.length === 0) return 'a process of another container';
  return `process ${processes.join(', ')}`;
}
