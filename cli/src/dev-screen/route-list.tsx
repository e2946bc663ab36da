import { Span } from './look.js';
import { Row, type Cell } from './row.js';
import { Section } from './section.js';
import type { ServedModel } from './served-models.js';

interface RouteListProps {
  readonly models: readonly ServedModel[];
  readonly width: number;
  readonly rows: number;
  /** Says where to find what does not fit. */
  readonly elsewhere: string;
}

/** What clients can call. */
export function RouteList({ models, width, rows, elsewhere }: RouteListProps) {
  const all = routeRows(models);
  const hidden = all.length - rows;
  // A list that goes on says so in its last row.
  const shown = hidden > 0 ? all.slice(0, rows - 1) : all;
  return (
    <Section title="Routes" width={width} rows={rows}>
      {shown.map((cells, position) => (
        <Row key={position} width={width} cells={cells} />
      ))}
      {hidden > 0 && <Span look="muted">{`  … ${hidden + 1} more: ${elsewhere}`}</Span>}
    </Section>
  );
}

/** Longer paths are cut off, so that names stand in one line. */
const MOST_OF_A_PATH = 44;

/** Models, each with its routes below, as the cells of rows. */
export function routeRows(models: readonly ServedModel[]): Cell[][] {
  const longest = Math.max(0, ...models.flatMap(({ routes }) => routes.map(({ path }) => path.length)));
  return models.flatMap(({ basePath, routes }) => [
    [{ text: basePath, look: 'link' } as const],
    ...routes.map(({ method, path, name }) => [
      { text: `  ${method}`, width: 8, look: 'muted' } as const,
      { text: path, width: Math.min(longest, MOST_OF_A_PATH) },
      { text: name, look: 'muted' } as const,
    ]),
  ]);
}
