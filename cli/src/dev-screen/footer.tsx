import { Box } from 'ink';
import { Span } from './look.js';
import { screenKeys } from './screen-keys.js';

interface FooterProps {
  readonly width: number;
  readonly notice: string | undefined;
}

/** The keys, and the answer to the last one. */
export function Footer({ width, notice }: FooterProps) {
  return (
    <Box width={width} height={1} flexShrink={0} columnGap={3}>
      {screenKeys.map(({ key, name }) => (
        <Box key={key} flexShrink={0} columnGap={1}>
          <Span look="strong">{key}</Span>
          <Span look="muted">{name}</Span>
        </Box>
      ))}
      {notice !== undefined && <Span look="link">{notice}</Span>}
    </Box>
  );
}
