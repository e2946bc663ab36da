import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Span, type Look } from './look.js';

interface SectionProps {
  readonly title: string;
  readonly look?: Look;
  readonly width: number;
  /** Without the title; 0 leaves the part out. */
  readonly rows: number;
  readonly children: ReactNode;
}

/** A titled part of the screen with a height of its own, whatever is in it. */
export function Section({ title, look = 'strong', width, rows, children }: SectionProps) {
  if (rows === 0) return null;
  return (
    <Box flexDirection="column" width={width} flexShrink={0}>
      <Box width={width} height={1} columnGap={1}>
        <Box flexShrink={0}>
          <Span look={look}>{title}</Span>
        </Box>
        <Span look="muted">{'─'.repeat(Math.max(0, width - title.length - 1))}</Span>
      </Box>
      <Box flexDirection="column" width={width} height={rows} overflow="hidden">
        {children}
      </Box>
    </Box>
  );
}
