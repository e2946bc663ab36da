import fc from 'fast-check';
import { seed } from '../../effort/effort.js';
import type { Operation } from '../openapi/operations.js';
import type { WireAnswer } from '../wire/parse-answers.js';
import type { Exerciser } from './exerciser.js';
import { knownRequests } from './known-requests.js';
import { ANY_ID, validRequests, type Ask } from './requests.js';
import { MAX_BODY_BYTES, type ServedApp } from './served-app.js';

const ATTEMPTS = 200;

/** Something that is done to an operation so that it answers in a certain way. */
export interface Stimulus {
  readonly status: string;
  readonly give: (exerciser: Exerciser, operation: Operation, app: ServedApp) => Promise<unknown>;
}

/** What it takes to meet each status that chance would seldom or never meet, whatever the operation. */
export const stimuli: readonly Stimulus[] = [
  ...['200', '201', '204'].map((status): Stimulus => ({ status, give: succeed })),
  { status: '304', give: ask(() => ({ headers: { 'if-none-match': '*' } })) },
  { status: '400', give: ask(malformed) },
  { status: '404', give: askUnknown },
  { status: '409', give: whileItRuns },
  { status: '412', give: withValid({ 'if-match': '"999999"' }) },
  { status: '413', give: ask(() => ({ body: `"${'x'.repeat(MAX_BODY_BYTES)}"` })) },
  { status: '414', give: ask(() => ({ query: 'a'.repeat(8193) })) },
  { status: '415', give: ask(() => ({ body: '{}', headers: { 'content-type': 'text/plain' } })) },
  { status: '422', give: invalid },
  { status: '428', give: withValid({}) },
  { status: '500', give: brokenStore },
  { status: 'default', give: (exerciser, operation) => exerciser.ask({ ...operation, method: 'PUT' }) },
];

function ask(what: (operation: Operation) => Ask): Stimulus['give'] {
  return (exerciser, operation) => exerciser.ask(operation, what(operation));
}

function withValid(headers: Readonly<Record<string, string>>): Stimulus['give'] {
  return (exerciser, operation) => exerciser.ask(operation, { ...validAsk(exerciser, operation), headers });
}

function malformed({ body, method }: Operation): Ask {
  if (body !== undefined) return { body: '{' };
  return method === 'GET' ? { query: 'version=x&page=x&surplus=1' } : { headers: { 'idempotency-key': '"' } };
}

function askUnknown(exerciser: Exerciser, operation: Operation): Promise<WireAnswer> {
  const unknown = '0190a0b0-0000-7000-8000-000000000000';
  const { body, ...valid } = validAsk(exerciser, operation);
  const about = { ...operation, path: operation.path.replace('{id}', unknown) };
  return exerciser.ask(about, { ...valid, headers: anyVersion(operation), ...(body && { body: body.toString().replaceAll(ANY_ID, unknown) }) });
}

/** Valid requests fit their schemas; some of them break a rule of the model that no schema tells. */
async function succeed(exerciser: Exerciser, operation: Operation): Promise<WireAnswer> {
  return attempt(exerciser, operation, async (valid) => {
    const answer = await exerciser.ask(operation, { ...valid, headers: anyVersion(operation) });
    return answer.status < 300 ? answer : undefined;
  });
}

/** A call whose commit is held, and the same call once more. */
async function whileItRuns(exerciser: Exerciser, operation: Operation, { store }: ServedApp): Promise<void> {
  if (!operation.parameters.some(({ name }) => name === 'Idempotency-Key')) return;
  await attempt(exerciser, operation, async (valid, key) => {
    const headers = { 'idempotency-key': key, ...anyVersion(operation) };
    const { release } = store.hold();
    const both = [exerciser.ask(operation, { ...valid, headers }), exerciser.ask(operation, { ...valid, headers })];
    const first = await Promise.race(both);
    release();
    await Promise.all(both);
    return first.status === 409 ? first : undefined;
  });
}

async function invalid(exerciser: Exerciser, operation: Operation): Promise<void> {
  if (operation.body !== undefined) {
    await exerciser.ask(operation, { body: '{"surplus":1}' });
    return;
  }
  // Where there is nothing to be invalid, the key of another call is.
  const headers = { 'idempotency-key': 'of another call' };
  const create = exerciser.createOf(operation);
  await attempt(exerciser, create, async (valid) => {
    const answer = await exerciser.ask(create, { ...valid, headers });
    return answer.status < 500 ? answer : undefined;
  });
  await exerciser.ask(operation, { headers });
}

async function brokenStore(exerciser: Exerciser, operation: Operation, { store }: ServedApp): Promise<void> {
  store.isBroken = true;
  try {
    await exerciser.ask(operation, { ...validAsk(exerciser, operation), headers: anyVersion(operation) });
  } finally {
    store.isBroken = false;
  }
}

/** Where a call can name a version, it may have to. */
function anyVersion({ parameters }: Operation): Readonly<Record<string, string>> {
  return parameters.some(({ name }) => name === 'If-Match') ? { 'if-match': '*' } : {};
}

/** With nothing that is not required: parameters that are each right may not go together. */
export function validAsk(exerciser: Exerciser, operation: Operation): Ask {
  return fc.sample(validRequests(exerciser.document, operation, 0), { numRuns: 1, seed: seed() })[0]!;
}

/** Tries with one valid request after another, each on a record of its own. */
async function attempt<Found>(
  exerciser: Exerciser,
  operation: Operation,
  once: (valid: Ask, key: string) => Promise<Found | undefined>,
): Promise<Found> {
  const sampled = { numRuns: ATTEMPTS, seed: seed() };
  const asks = fc.sample(validRequests(exerciser.document, operation), sampled);
  const create = exerciser.createOf(operation);
  const records = fc.sample(validRequests(exerciser.document, create), sampled);
  for (const [number, valid] of asks.entries()) {
    if (operation !== create) await exerciser.ask(create, records[number]);
    const known = await knownRequests[operation.id]?.(exerciser);
    const found = await once({ ...valid, which: undefined, ...known }, `${operation.id} ${number}`);
    if (found !== undefined) return found;
  }
  throw new Error(`${operation.id} did not come to it in ${ATTEMPTS} attempts`);
}
