import { servingText } from '../dev/render-event.js';
import type { RefusedEvent } from '../dev/session-event.js';
import type { Problem } from '../report/problem.js';
import type { Look } from './look.js';
import { wrapText } from './wrap-text.js';

export interface ProblemLine {
  readonly text: string;
  readonly look: Look;
}

const MESSAGE_LINES = 4;
const HINT_LINES = 3;

/** What a problem looks like in so many columns: the first one whole, the others by a line each. */
export function problemLines({ problems, ...event }: RefusedEvent, width: number): readonly ProblemLine[] {
  const [first, ...others] = problems;
  return [
    ...(first === undefined ? [] : wholeProblem(first, width)),
    ...others.map((problem) => ({ text: problemTitle(problem), look: 'bad' }) as const),
    { text: servingText(event), look: 'muted' },
  ];
}

/** Where, and what. */
export function problemTitle({ place, message }: Problem): string {
  return place === undefined ? message : `${placeText(place)}  ${message}`;
}

export function placeText({ file, line, column }: NonNullable<Problem['place']>): string {
  return `${file}:${line}:${column}`;
}

/**
 * The lines that fit: the last one, which says what is served, always does.
 */
export function fittingLines(lines: readonly ProblemLine[], rows: number): readonly ProblemLine[] {
  return lines.length <= rows ? lines : [...lines.slice(0, rows - 1), lines.at(-1)!];
}

function wholeProblem({ message, frame, hint }: Problem, width: number): ProblemLine[] {
  const plain = (text: string): ProblemLine => ({ text, look: 'plain' });
  return [
    ...wrapText(message, width, MESSAGE_LINES).map(plain),
    // Its own colours mark the place.
    ...(frame === undefined ? [] : frame.split('\n').map(plain)),
    ...(hint === undefined ? [] : wrapText(`Hint: ${hint}`, width, HINT_LINES)).map(
      (text) => ({ text, look: 'link' }) as const,
    ),
  ];
}
