import { Box } from 'ink';
import { assertNever } from '@persist/contract';
import { Span, type Look } from './look.js';
import type { ScreenState } from './screen-state.js';
import { durationText } from './time-text.js';

export const HEADER_ROWS = 2;

interface HeaderProps {
  readonly state: ScreenState;
  readonly width: number;
}

/** Which app, how it is, and where it answers. */
export function Header({ state, width }: HeaderProps) {
  const status = statusOf(state);
  return (
    <Box flexDirection="column" width={width} height={HEADER_ROWS} flexShrink={0}>
      <Box width={width} height={1} justifyContent="space-between" columnGap={2}>
        <Box columnGap={2}>
          <Span look="strong">{state.app.name}</Span>
          <Span look="muted">persist dev</Span>
        </Box>
        <Box flexShrink={0}>
          <Span look={status.look}>{`● ${status.text}`}</Span>
        </Box>
      </Box>
      <Box width={width} height={1} columnGap={3}>
        <Box flexShrink={0}>
          <Span look={state.url === undefined ? 'muted' : 'link'}>{state.url ?? 'not listening yet'}</Span>
        </Box>
        {state.url !== undefined && <Span look="muted">{`docs ${state.url}/_docs`}</Span>}
      </Box>
    </Box>
  );
}

function statusOf({ phase, taken, problem }: ScreenState): { text: string; look: Look } {
  switch (phase) {
    case 'starting':
      return { text: 'starting …', look: 'doubtful' };
    case 'building':
      return { text: 'reloading …', look: 'doubtful' };
    case 'serving':
      return { text: taken === undefined ? 'ready' : takenText(taken), look: 'good' };
    case 'refused':
      return problem?.serving === true
        ? { text: 'error; serves the last good version', look: 'bad' }
        : { text: 'error; nothing is served', look: 'bad' };
    case 'stopping':
      return { text: 'stopping …', look: 'doubtful' };
    default:
      return assertNever(phase);
  }
}

function takenText({ event, ms }: NonNullable<ScreenState['taken']>): string {
  return `${event} in ${durationText(Math.max(10, ms))}`;
}
