import { problemTitle } from './problem-lines.js';
import type { Look } from './look.js';
import { Row, type Cell } from './row.js';
import type { ChangeEntry, ScreenState } from './screen-state.js';
import { Section } from './section.js';
import { clockText } from './time-text.js';

interface ChangeListProps {
  readonly state: Pick<ScreenState, 'changes' | 'warnings'>;
  readonly width: number;
  readonly rows: number;
}

/** What edits have changed for clients and in the database, and what is doubtful about the last one. */
export function ChangeList({ state, width, rows }: ChangeListProps) {
  return (
    <Section title="Changes" width={width} rows={rows}>
      {changeRows(state)
        .slice(-rows)
        .map((cells, position) => (
          <Row key={position} width={width} cells={cells} />
        ))}
    </Section>
  );
}

/** Each as the cells of a row, the newest at the end. */
export function changeRows({ changes, warnings }: Pick<ScreenState, 'changes' | 'warnings'>): Cell[][] {
  return [
    ...changes.map(({ at, kind, text }) => [
      { text: clockText(at), width: 8, look: 'muted' } as const,
      { text: kind, width: 10, look: looks[kind] },
      { text },
    ]),
    ...warnings.map((warning) => [
      { text: '', width: 8 },
      { text: 'warning', width: 10, look: 'doubtful' } as const,
      { text: problemTitle(warning) },
    ]),
  ];
}

const looks: Readonly<Record<ChangeEntry['kind'], Look>> = {
  breaking: 'bad',
  compatible: 'good',
  database: 'link',
};
