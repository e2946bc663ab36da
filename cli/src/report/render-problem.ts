import { paint } from './paint.js';
import type { Problem } from './problem.js';

/** A problem as a paragraph for people. */
export function renderProblem(
  problem: Problem,
  stream: NodeJS.WriteStream,
  severity: 'error' | 'warning' = 'error',
): string {
  const { place, message, frame, output, hint } = problem;
  const label = paint([severity === 'error' ? 'red' : 'yellow', 'bold'], severity, stream);
  const where = place && `${place.file}:${place.line}:${place.column} `;
  return [`${label} ${where ?? ''}${message}`, frame, output, hint && `${paint('cyan', 'hint', stream)}  ${hint}`]
    .filter(Boolean)
    .join('\n');
}
