// Durable commands over HTTP on loopback: the generated ledger command, against the floor, a handler written by hand and
// the nearest relatives.
import { buildForBench } from '../driver/build-app.mjs';
import { warmUp } from '../driver/load.mjs';
import { measureLoad } from '../driver/measure-load.mjs';
import { startServer } from '../driver/start-server.mjs';
import { accountWrites } from '../requests/account-writes.mjs';
import { transfers } from '../requests/transfers.mjs';

const requests = {
  'node-http': transfers,
  'hand-written': transfers,
  persist: transfers,
  remult: (ready) => accountWrites(ready, 'PUT'),
  'json-server': (ready) => accountWrites(ready, 'PATCH'),
};
const levels = [1, 8, 64];

export const scenario = {
  name: 'command-http',
  about: 'durable commands over HTTP: 1,000 accounts over 100 ledgers, synchronous=FULL',
  prepare: () => buildForBench('templates/ledger-core'),
  subjects: Object.keys(requests).map((variant) => ({
    key: { variant },
    measure: (options) => measure(variant, options),
  })),
  bounds: [
    overHandWritten(64, { times: 5, limit: 4 }),
    overHandWritten(1, { times: 0.85, limit: 0.8 }),
    ...['remult', 'json-server'].flatMap((peer) => levels.map((connections) => above(peer, connections))),
  ],
};

async function measure(variant, { seconds, atLeast, profile, connections: wanted = levels }) {
  const server = await startServer(`command/${variant}`);
  const next = requests[variant](server);
  try {
    const readings = [];
    // The first level would have too few requests for that.
    await warmUp(server.url, next, { seconds });
    for (const connections of wanted) {
      const name = `command-http-${variant}-${connections}`;
      readings.push({
        at: { connections },
        figures: await measureLoad(server, next, { name, connections, seconds, atLeast, profile }),
      });
    }
    return readings;
  } finally {
    await server.stop();
  }
}

function overHandWritten(connections, { times, limit }) {
  return {
    says: `at ${connections} connection${connections === 1 ? '' : 's'} persist does ≥ ${times} × hand-written`,
    figure: 'perSecond',
    of: { variant: 'persist', connections },
    over: { variant: 'hand-written', connections },
    atLeast: times,
    limit,
  };
}

function above(peer, connections) {
  return {
    says: `at ${connections} connection${connections === 1 ? '' : 's'} persist is above ${peer}`,
    figure: 'perSecond',
    of: { variant: 'persist', connections },
    over: { variant: peer, connections },
    atLeast: 1,
  };
}
