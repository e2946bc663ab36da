// Reads over HTTP on loopback. One record, hot, against the floor. 20 of 50,000 open tickets of 100,000 by an indexed filter
// and sort, against the same SQL by hand: the first page; deep in the list by offset and by cursor; while another
// connection writes.
import { buildForBench } from '../driver/build-app.mjs';
import { bodyOf } from '../driver/load.mjs';
import { measureLoad } from '../driver/measure-load.mjs';
import { startServer } from '../driver/start-server.mjs';
import { transfers } from '../requests/transfers.mjs';
import { ticketId } from '../servers/lists/tickets.mjs';

const HOT_RECORDS = 1_000;
const DEEP_PAGE = 2_000;
const list = 'status=open&sort=-priority&perPage=20';

export const scenario = {
  name: 'reads',
  about: 'one record, hot, 64 connections; 20 records of 100,000 by an indexed filter and sort, 8 connections',
  prepare: () => buildForBench('bench/apps/tickets'),
  subjects: [
    { key: { variant: 'node-http' }, measure: (options) => onServer('command/node-http', [], options, echo) },
    { key: { variant: 'persist' }, measure: measurePersist },
    { key: { variant: 'hand-written' }, measure: (options) => onServer('lists/hand-written', ['quiet'], options, lists) },
    ...['persist', 'hand-written'].map((variant) => ({
      key: { variant, beside: 'writes' },
      measure: (options) => onServer(`lists/${variant}`, ['busy'], options, lists),
    })),
  ],
  bounds: [
    {
      says: 'a hot record does ≥ 0.6 × the bare echo',
      figure: 'perSecond',
      of: { variant: 'persist', read: 'record' },
      over: { variant: 'node-http', read: 'echo' },
      atLeast: 0.6,
    },
    {
      says: 'the first page of a list takes ≤ 2 × the same SQL by hand',
      figure: 'p50Ms',
      of: { variant: 'persist', read: 'first page', beside: undefined },
      over: { variant: 'hand-written', read: 'first page', beside: undefined },
      atMost: 2,
    },
  ],
};

function measurePersist(options) {
  if (options.recordOnly) return onServer('lists/persist', ['quiet', HOT_RECORDS], options, record);
  return onServer('lists/persist', ['quiet'], options, async function* (server, its) {
    yield* record(server, its);
    yield* lists(server, its);
  });
}

async function onServer(name, args, options, measure) {
  const server = await startServer(name, ...args);
  try {
    const readings = [];
    const named = { ...options, name: [name, ...args].join('-') };
    for await (const reading of measure(server, named)) readings.push(reading);
    return readings;
  } finally {
    await server.stop();
  }
}

async function* echo(server, options) {
  yield reading(server, 'echo', { ...options, connections: 64, next: transfers(server) });
}

async function* record(server, options) {
  let sent = 0;
  const next = () => get(`${server.path}/${ticketId((sent += 1) % HOT_RECORDS)}`);
  yield reading(server, 'record', { ...options, connections: 64, next });
}

async function* lists(server, options) {
  const path = `${server.path}?${list}`;
  const places = {
    'first page': path,
    'deep, by offset': `${path}&page=${DEEP_PAGE}`,
    'deep, by cursor': `${path}&cursor=${await cursorBefore(server.url, `${path}&page=${DEEP_PAGE - 1}`)}`,
  };
  for (const [read, place] of Object.entries(places)) {
    yield reading(server, read, { ...options, connections: 8, next: () => get(place) });
  }
}

async function reading(server, read, { next, name, connections, seconds, atLeast, profile }) {
  const profileName = `reads-${name}-${read}`.replaceAll(/[^a-z-]+/g, '-');
  const options = { name: profileName, connections, seconds, atLeast, profile };
  return { at: { read }, figures: await measureLoad(server, next, options) };
}

async function cursorBefore(url, path) {
  return JSON.parse(await bodyOf(url, get(path))).nextCursor;
}

function get(path) {
  return { method: 'GET', path };
}
