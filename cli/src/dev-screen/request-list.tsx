import type { RequestEvent } from '../dev/dev-event.js';
import { Span, type Look } from './look.js';
import { Row } from './row.js';
import { Section } from './section.js';
import { clockText, durationText } from './time-text.js';

interface RequestListProps {
  readonly requests: readonly RequestEvent[];
  readonly width: number;
  readonly rows: number;
}

/** The requests answered last, the newest at the end. */
export function RequestList({ requests, width, rows }: RequestListProps) {
  return (
    <Section title="Requests" width={width} rows={rows}>
      {requests.length === 0 && <Span look="muted">None yet.</Span>}
      {requests.slice(-rows).map(({ at, method, path, status, ms }, position) => (
        <Row
          key={position}
          width={width}
          cells={[
            { text: clockText(new Date(at)), width: 8, look: 'muted' },
            { text: String(status), width: 3, look: lookOf(status) },
            { text: durationText(ms), width: 7, look: 'muted', align: 'right' },
            { text: method, width: 6 },
            { text: path },
          ]}
        />
      ))}
    </Section>
  );
}

function lookOf(status: number): Look {
  if (status >= 500) return 'bad';
  return status >= 400 ? 'doubtful' : 'good';
}
