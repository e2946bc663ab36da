import { Box } from 'ink';
import { changeRows, ChangeList } from './change-list.js';
import { Footer } from './footer.js';
import { Header, HEADER_ROWS } from './header.js';
import { HelpPage } from './help-page.js';
import { Colours } from './look.js';
import { OutputList } from './output-list.js';
import { problemLines } from './problem-lines.js';
import { ProblemPanel } from './problem-panel.js';
import { RequestList } from './request-list.js';
import { RouteList, routeRows } from './route-list.js';
import type { ScreenState } from './screen-state.js';
import { shareRows, type RowsWanted } from './share-rows.js';

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

interface DevScreenProps {
  readonly state: ScreenState;
  readonly size: ScreenSize;
  readonly colours: boolean;
}

/** The whole screen; it is one row lower than the terminal, whose last row belongs to the cursor. */
export function DevScreen({ state, size, colours }: DevScreenProps) {
  const width = size.columns - 2;
  const rows = size.rows - 1;
  // The header, a blank row, the body, a blank row, the footer.
  const body = { state, width, rows: Math.max(0, rows - HEADER_ROWS - 3) };
  return (
    <Colours value={colours}>
      <Box flexDirection="column" width={size.columns} height={rows} paddingX={1} overflow="hidden">
        <Header state={state} width={width} />
        <Box flexDirection="column" height={body.rows} marginY={1}>
          <Body {...body} />
        </Box>
        <Footer width={width} notice={state.notice} />
      </Box>
    </Colours>
  );
}

interface BodyProps {
  readonly state: ScreenState;
  readonly width: number;
  readonly rows: number;
}

/** Two columns stand side by side from here. */
const WIDE = 120;
const COLUMN_GAP = 4;

function Body(props: BodyProps) {
  const { state, width } = props;
  if (state.help) return <HelpPage models={state.models} width={width} rows={props.rows} />;
  return width < WIDE ? <OneColumn {...props} /> : <TwoColumns {...props} />;
}

const asManyAsThereAre = 1_000;

const helpHas = { elsewhere: '? shows all' };

function OneColumn({ state, width, rows }: BodyProps) {
  const wanted = partsWanted(state, { width, rows });
  const [problem = 0, requests = 0, changes = 0, output = 0, routes = 0] = shareRows(rows, [
    // What is served can still be called meanwhile.
    wholeIn(wanted.problem, rows - 6),
    wanted.requests,
    { ...wanted.changes, most: Math.min(wanted.changes.most, 5) },
    wanted.output,
    wanted.routes,
  ]);
  return (
    <Box flexDirection="column" width={width} rowGap={1}>
      {state.problem && <ProblemPanel problem={state.problem} width={width} rows={problem} />}
      <RouteList {...helpHas} models={state.models} width={width} rows={routes} />
      <ChangeList state={state} width={width} rows={changes} />
      <RequestList requests={state.requests} width={width} rows={requests} />
      <OutputList output={state.output} width={width} rows={output} />
    </Box>
  );
}

function TwoColumns({ state, width, rows }: BodyProps) {
  const wanted = partsWanted(state, { width, rows });
  const [problem = 0] = shareRows(rows, [wholeIn(wanted.problem, Math.floor(rows / 2))]);
  const below = problem === 0 ? rows : rows - problem - 2;
  const [changes = 0, routes = 0] = shareRows(below, [wanted.changes, wanted.routes]);
  const [requests = 0, output = 0] = shareRows(below, [wanted.requests, wanted.output]);
  const left = Math.floor((width - COLUMN_GAP) * 0.45);
  const right = width - COLUMN_GAP - left;
  return (
    <Box flexDirection="column" width={width} rowGap={1}>
      {state.problem && <ProblemPanel problem={state.problem} width={width} rows={problem} />}
      <Box width={width} columnGap={COLUMN_GAP}>
        <Box flexDirection="column" width={left} rowGap={1}>
          <RouteList {...helpHas} models={state.models} width={left} rows={routes} />
          <ChangeList state={state} width={left} rows={changes} />
        </Box>
        <Box flexDirection="column" width={right} rowGap={1}>
          <RequestList requests={state.requests} width={right} rows={requests} />
          <OutputList output={state.output} width={right} rows={output} />
        </Box>
      </Box>
    </Box>
  );
}

interface PartsWanted {
  readonly problem: RowsWanted;
  readonly requests: RowsWanted;
  readonly changes: RowsWanted;
  readonly output: RowsWanted;
  readonly routes: RowsWanted;
}

function partsWanted(state: ScreenState, { width, rows }: Omit<BodyProps, 'state'>): PartsWanted {
  const { problem, output, models } = state;
  return {
    problem: { least: 2, most: problem === undefined ? 0 : problemLines(problem, width).length },
    requests: { least: 1, most: asManyAsThereAre },
    changes: { least: 1, most: changeRows(state).length },
    output: { least: 2, most: output.length === 0 ? 0 : Math.max(3, Math.floor(rows / 3)) },
    routes: { least: 2, most: routeRows(models).length },
  };
}

/** All of it at once, as far as the rows go. */
function wholeIn({ least, most }: RowsWanted, rows: number): RowsWanted {
  const whole = Math.max(least, Math.min(most, rows));
  return { least: whole, most: Math.min(whole, most) };
}
