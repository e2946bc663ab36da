// What a bulk call saves over as many calls.
import { buildForBench } from '../driver/build-app.mjs';
import { figuresOf } from '../driver/start-server.mjs';

export const scenario = {
  name: 'bulk',
  about: 'one command on 1,000 records in process, durable: in one bulk call, and in 1,000 calls with 64 under way',
  prepare: () => buildForBench('templates/ledger-core'),
  subjects: ['bulk', 'singles'].map((variant) => ({
    key: { variant },
    measure: async () => [{ at: {}, figures: await figuresOf('programs/bulk', variant) }],
  })),
  bounds: [
    {
      says: 'a bulk call takes no longer than its records one by one',
      figure: 'wallMs',
      of: { variant: 'bulk' },
      over: { variant: 'singles' },
      atMost: 1,
    },
  ],
};
