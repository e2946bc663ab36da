import { Box } from 'ink';
import { Span, type Look } from './look.js';

/** A part of a row; without a width it takes what the others leave. */
export interface Cell {
  readonly text: string;
  readonly width?: number;
  readonly look?: Look;
  readonly align?: 'right';
}

interface RowProps {
  readonly width: number;
  readonly cells: readonly Cell[];
}

const GAP = 2;

/** One line of a table: cells stand below those of the row above. */
export function Row({ width, cells }: RowProps) {
  const fixed = cells.reduce((sum, cell) => sum + (cell.width ?? 0), 0) + GAP * (cells.length - 1);
  return (
    <Box width={width} height={1} columnGap={GAP}>
      {cells.map((cell, position) => (
        <Box
          key={position}
          width={cell.width ?? Math.max(0, width - fixed)}
          flexShrink={0}
          justifyContent={cell.align === 'right' ? 'flex-end' : 'flex-start'}
        >
          <Span look={cell.look}>{cell.text}</Span>
        </Box>
      ))}
    </Box>
  );
}
