import { Box } from 'ink';
import { RouteList, routeRows } from './route-list.js';
import { Row } from './row.js';
import { screenKeys } from './screen-keys.js';
import { Section } from './section.js';
import type { ServedModel } from './served-models.js';
import { shareRows } from './share-rows.js';

interface HelpPageProps {
  readonly models: readonly ServedModel[];
  readonly width: number;
  readonly rows: number;
}

/** What the keys do, and all routes. */
export function HelpPage({ models, width, rows }: HelpPageProps) {
  const [keyRows = 0, listRows = 0] = shareRows(rows, [
    { least: screenKeys.length, most: screenKeys.length },
    { least: 1, most: routeRows(models).length },
  ]);
  return (
    <Box flexDirection="column" width={width} height={rows} rowGap={1}>
      <Section title="Keys" width={width} rows={keyRows}>
        {screenKeys.map(({ key, name, does }) => (
          <Row
            key={key}
            width={width}
            cells={[
              { text: key, width: 1, look: 'strong' },
              { text: name, width: 8 },
              { text: does, look: 'muted' },
            ]}
          />
        ))}
      </Section>
      <RouteList models={models} width={width} rows={listRows} elsewhere="o opens the reference" />
    </Box>
  );
}
