// What grows with what is stored, and what must not.
import { buildForBench } from '../driver/build-app.mjs';
import { sendAll } from '../driver/load.mjs';
import { figuresOf, startServer } from '../driver/start-server.mjs';
import { ticketId } from '../servers/lists/tickets.mjs';

const ELEMENTS = [100, 10_000, 100_000];
const RECORDS = [100, 100_000];
const MANY_RECORDS = 1_000_000;
const HOT_MB = 32;

export const scenario = {
  name: 'growth',
  about: 'one command, one load and one opening by the size of what is stored; memory by the number of records',
  async prepare() {
    await buildForBench('bench/apps/growth');
    await buildForBench('bench/apps/tickets');
  },
  subjects: [
    ...ELEMENTS.map((elements) => bySize('append', { elements })),
    ...ELEMENTS.map((elements) => bySize('cold-load', { elements })),
    ...RECORDS.map((records) => ({ ...bySize('opening', { records }), once: true })),
    { key: { variant: 'persist', what: 'memory', records: MANY_RECORDS }, once: true, measure: measureMemory },
  ],
  bounds: [
    {
      says: 'appending to 100,000 elements takes ≤ 2 × the time of appending to 100',
      figure: 'wallUs',
      ...largeOverSmall('append'),
      atMost: 2,
    },
    {
      says: 'appending to 100,000 elements takes ≤ 2 × the CPU time of appending to 100',
      figure: 'cpuUs',
      ...largeOverSmall('append'),
      atMost: 2,
    },
    {
      says: 'the audit record of an append does not grow with what is there, digits of its numbers aside',
      figure: 'auditBytes',
      ...largeOverSmall('append'),
      atMost: 1.1,
    },
    {
      says: 'a cold load is linear: of 100,000 elements ≤ 15 × of 10,000',
      figure: 'loadMs',
      of: { what: 'cold-load', elements: 100_000 },
      over: { what: 'cold-load', elements: 10_000 },
      atMost: 15,
    },
    {
      says: 'opening with 100,000 records takes ≤ 1.5 × the time of opening with 100',
      figure: 'openMs',
      of: { what: 'opening', records: 100_000 },
      over: { what: 'opening', records: 100 },
      atMost: 1.5,
    },
    {
      says: `1,000,000 records served at random take ≤ 2 × the ${HOT_MB} MB that are allowed, garbage included`,
      figure: 'timesBudget',
      of: { what: 'memory' },
      atMost: 2,
    },
    {
      says: 'memory levels off: the second half of the requests adds ≤ 10 %',
      figure: 'lateGrowth',
      of: { what: 'memory' },
      atMost: 1.1,
    },
  ],
};

function bySize(what, size) {
  return {
    key: { variant: 'persist', what, ...size },
    measure: async () => [{ at: {}, figures: await figuresOf(`growth/${what}`, ...Object.values(size)) }],
  };
}

function largeOverSmall(what) {
  return { of: { what, elements: 100_000 }, over: { what, elements: 100 } };
}

/** Reads and writes all over the records, a good deal more of them than fit into the budget; looks at memory between. */
async function measureMemory() {
  const server = await startServer('growth/records', MANY_RECORDS, HOT_MB);
  const rssMb = async () => (await server.ask({ what: 'memory' })).rssMb;
  try {
    // What the first requests of a kind bring with them.
    await sendAll(server.url, anyTicket(server), { connections: 64, requests: 500 });
    const idle = await rssMb();
    const after = [];
    for (let part = 0; part < 6; part += 1) {
      await sendAll(server.url, anyTicket(server), { connections: 64, requests: 25_000 });
      after.push(await rssMb());
    }
    const rss = after.at(-1);
    const figures = { rssMb: rss, timesBudget: (rss - idle) / HOT_MB, lateGrowth: rss / after[2] };
    return [{ at: {}, figures }];
  } finally {
    await server.stop();
  }
}

function anyTicket({ path }) {
  let sent = 0;
  return () => {
    sent += 1;
    const one = `${path}/${ticketId(Math.floor(Math.random() * MANY_RECORDS))}`;
    return sent % 10 === 0 ? { method: 'POST', path: `${one}/close` } : { method: 'GET', path: one };
  };
}
