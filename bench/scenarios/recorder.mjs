// What recording costs a command, and that this does not grow with what is stored.
import { figuresOf } from '../driver/start-server.mjs';

const sizes = [
  { accounts: 10, transactions: 100 },
  { accounts: 1_000, transactions: 100 },
  { accounts: 1_000, transactions: 100_000 },
];

export const scenario = {
  name: 'recorder',
  about: '"find two of n accounts, change both, push one of t transactions" on plain objects, and recorded',
  subjects: sizes.flatMap((size) =>
    ['plain', 'recorded'].map((variant) => ({
      key: { variant, ...size },
      measure: async () => [{ at: {}, figures: await figuresOf('programs/recorder', variant, ...Object.values(size)) }],
    })),
  ),
  bounds: [
    {
      says: 'a recorded command costs the same with a thousand times as many transactions stored',
      figure: 'commandUs',
      of: { variant: 'recorded', transactions: 100_000 },
      over: { variant: 'recorded', accounts: 1_000, transactions: 100 },
      atMost: 1.5,
    },
  ],
};
