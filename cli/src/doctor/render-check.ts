import { paint } from '../report/paint.js';
import { countText } from './amount.js';
import type { CheckResult, Status } from './check.js';
import { checks } from './checks.js';

const colours = { PASS: 'green', WARN: 'yellow', FAIL: 'red' } as const satisfies Record<Status, string>;

const nameWidth = Math.max(...Object.keys(checks).map((name) => name.length));
const indent = ' '.repeat('PASS  '.length + nameWidth + 2);

/** A check as lines for people: what was seen, what is behind it, what to do. */
export function renderCheck(result: CheckResult, stream: NodeJS.WriteStream): string {
  const { status, name, summary, detail, mend } = result;
  const lines = [
    `${paint([colours[status], 'bold'], status, stream)}  ${name.padEnd(nameWidth)}  ${summary}`,
  ];
  for (const line of detail?.split('\n') ?? []) lines.push(indent + paint('dim', line, stream));
  if (mend !== undefined) lines.push(`${indent}${paint('cyan', 'mend', stream)}  ${mend}`);
  return lines.join('\n');
}

/** What all of it comes to, in one line. */
export function renderTally(results: readonly CheckResult[]): string {
  const { passed, warned, failed } = tallyOf(results);
  return `${passed} passed, ${countText(warned, 'warning')}, ${failed} failed`;
}

/** How many checks ended how. */
export function tallyOf(results: readonly CheckResult[]) {
  const count = (status: Status) => results.filter((result) => result.status === status).length;
  return { passed: count('PASS'), warned: count('WARN'), failed: count('FAIL') };
}
