import type { RefusedEvent } from '../dev/session-event.js';
import { Span } from './look.js';
import { fittingLines, placeText, problemLines } from './problem-lines.js';
import { Section } from './section.js';

interface ProblemPanelProps {
  readonly problem: RefusedEvent;
  readonly width: number;
  readonly rows: number;
}

/** Why the last edit is not what is served. */
export function ProblemPanel({ problem, width, rows }: ProblemPanelProps) {
  const place = problem.problems[0]?.place;
  const title = place === undefined ? 'Error' : `Error at ${placeText(place)}`;
  return (
    <Section title={title} look="bad" width={width} rows={rows}>
      {fittingLines(problemLines(problem, width), rows).map(({ text, look }, position) => (
        <Span key={position} look={look}>
          {text === '' ? ' ' : text}
        </Span>
      ))}
    </Section>
  );
}
