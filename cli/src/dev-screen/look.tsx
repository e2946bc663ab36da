import { createContext, useContext, type ReactNode } from 'react';
import { Text, type TextProps } from 'ink';

/** What a text is, not which colour it has. */
export type Look = 'plain' | 'muted' | 'strong' | 'good' | 'doubtful' | 'bad' | 'link';

const coloured: Readonly<Record<Look, TextProps>> = {
  plain: {},
  muted: { dimColor: true },
  strong: { bold: true },
  good: { color: 'green' },
  doubtful: { color: 'yellow' },
  bad: { color: 'red', bold: true },
  link: { color: 'cyan' },
};

const uncoloured: Readonly<Record<Look, TextProps>> = {
  plain: {},
  muted: {},
  strong: { bold: true },
  good: {},
  doubtful: {},
  bad: { bold: true },
  link: {},
};

/** Whether the terminal shows colours, and its user wants them. */
export const Colours = createContext(true);

interface SpanProps {
  readonly look?: Look;
  readonly children: ReactNode;
}

/** A text on one line: what does not fit is cut off. */
export function Span({ look = 'plain', children }: SpanProps) {
  const looks = useContext(Colours) ? coloured : uncoloured;
  return (
    <Text wrap="truncate-end" {...looks[look]}>
      {children}
    </Text>
  );
}
