import { Span } from './look.js';
import type { OutputLine } from './screen-state.js';
import { Section } from './section.js';

interface OutputListProps {
  readonly output: readonly OutputLine[];
  readonly width: number;
  readonly rows: number;
}

/** What the app has printed last. */
export function OutputList({ output, width, rows }: OutputListProps) {
  return (
    <Section title="Output" width={width} rows={rows}>
      {output.slice(-rows).map(({ stream, line }, position) => (
        <Span key={position} look={stream === 'stderr' ? 'doubtful' : 'plain'}>
          {line === '' ? ' ' : line}
        </Span>
      ))}
    </Section>
  );
}
