/**
 * What a collapse would show in: CPU time, which a busy machine disturbs least, over that of something in the same run that
 * has none of our code, or less to do. Small enough to be run with every change.
 */
export const guards = [
  {
    name: 'a durable command at 64 connections, over hand-written',
    scenario: 'command-http',
    subjects: [{ variant: 'hand-written' }, { variant: 'persist' }],
    options: { connections: [64], seconds: 0.3, atLeast: 2000 },
    figure: 'cpuUs',
    of: { variant: 'persist' },
    over: { variant: 'hand-written' },
  },
  {
    name: 'a hot record, over the bare echo',
    scenario: 'reads',
    subjects: [{ variant: 'node-http' }, { variant: 'persist', beside: undefined }],
    options: { recordOnly: true, seconds: 0.3, atLeast: 3000 },
    figure: 'cpuUs',
    of: { variant: 'persist' },
    over: { variant: 'node-http' },
  },
  {
    name: 'an append to 10,000 elements, over one to 100',
    scenario: 'growth',
    subjects: [100, 10_000].map((elements) => ({ what: 'append', elements })),
    options: {},
    figure: 'cpuUs',
    of: { elements: 10_000 },
    over: { elements: 100 },
  },
];
