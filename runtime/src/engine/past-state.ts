import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ModelNode } from '@persist/contract';
import { PersistDomainError } from '../model/persist-domain-error.js';
import { draftOf, finishDraft, type AggregateDraft } from '../store/aggregate-draft.js';
import { beforeRemoval } from '../store/removal.js';
import { mentionsAll, replayRecord } from '../store/replay.js';
import { rewindRecord } from '../store/rewind.js';
import type { AuditQuery, AuditRecord, Store, StoredAggregate } from '../store/store.js';
import type { Moment, Target } from './engine.js';
import { notFound } from './refusals.js';

/** Where the past of records is read from. */
export interface History {
  readonly store: Store;
  readonly model: ModelNode;
}

/**
 * A record as it was, in today's shape.
 *
 * @throws {PersistDomainError} `not_found` before its creation, after its removal, and for a version still to come.
 */
export async function pastState(history: History, id: string, moment: Moment): Promise<StoredAggregate> {
  const target = { model: history.model.name, id };
  // The version first: what is loaded after it is not older, whatever is committed in between.
  const version = 'asOf' in moment ? await versionAt(history.store, target, moment.asOf) : moment.version;
  const current = await history.store.load(target.model, id);
  if (current?.version === version) return current;
  if (current === undefined) return rebuild(history, version, await removed(history, target, version));
  if (version > current.version) throw notYet(target, { version, last: current.version });
  return rebuild(history, version, current);
}

/** The last version that was there at an instant; of several at the same instant the highest. */
async function versionAt(store: Store, target: Target, asOf: Date): Promise<number> {
  const at = asOf.toISOString();
  const last = await oneRecord(store, { ...target, where: [{ field: 'at', operator: 'lte', value: at }] });
  if (last?.action === 'remove') throw gone(target, `it was removed at ${last.at}`);
  if (last !== undefined) return last.version;
  const first = await oneRecord(store, { ...target, ascending: true });
  if (first === undefined) throw notFound(target);
  throw gone(target, `it was created at ${first.at}, after ${at}`);
}

/** The last state of a record that is not there any more. */
async function removed({ store, model }: History, target: Target, version: number): Promise<StoredAggregate> {
  const removal = await oneRecord(store, target);
  const creation = await oneRecord(store, { ...target, ascending: true });
  if (removal?.action !== 'remove' || creation === undefined) throw notFound(target);
  if (version < removal.version) return beforeRemoval(removal, creation.at, model);
  throw gone(target, `it was removed at ${removal.at}; its last version is ${removal.version - 1}`);
}

/**
 * From the end of the history that is nearer. A record that lacks something younger than itself is taken back from its
 * last state all the same: only that knows what it began with.
 */
async function rebuild(history: History, version: number, last: StoredAggregate): Promise<StoredAggregate> {
  if (last.version - version <= version) return rewindTo(history, last, version);
  const target = { model: history.model.name, id: last.id };
  const first = await oneRecord(history.store, { ...target, ascending: true });
  return first !== undefined && mentionsAll(first, history.model)
    ? replayTo(history, target, version)
    : rewindTo(history, last, version);
}

async function replayTo({ store, model }: History, target: Target, version: number): Promise<StoredAggregate> {
  let draft: AggregateDraft | undefined;
  for (let from = 1; from <= version; from += CHUNK) {
    const to = Math.min(from + CHUNK - 1, version);
    const records = await recordsOf(store, target, { from, to });
    for (const record of records) draft = replayRecord(draft, record, model);
    await nextTurn();
  }
  return finished(draft, target, { version, model });
}

async function rewindTo(
  { store, model }: History,
  current: StoredAggregate,
  version: number,
): Promise<StoredAggregate> {
  const target = { model: model.name, id: current.id };
  const draft = draftOf(current);
  for (let to = current.version; to > version; to -= CHUNK) {
    const from = Math.max(to - CHUNK + 1, version + 1);
    const records = await recordsOf(store, target, { from, to });
    for (const record of records.toReversed()) rewindRecord(draft, record);
    await nextTurn();
  }
  const [reached] = await recordsOf(store, target, { from: version, to: version });
  draft.updatedAt = reached?.at ?? draft.updatedAt;
  return finished(draft, target, { version, model });
}

/** Records read at once: others get their turn in between. */
const CHUNK = 200;

/** By version, without gaps: a range of versions is a range of the index. */
async function recordsOf(
  store: Store,
  target: Target,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly AuditRecord[]> {
  const where = [
    { field: 'version', operator: 'gte', value: from },
    { field: 'version', operator: 'lte', value: to },
  ] as const;
  const { items } = await store.audits({ ...target, where, ascending: true, offset: 0, limit: to - from + 1 });
  return items;
}

async function oneRecord(
  store: Store,
  query: Omit<AuditQuery, 'offset' | 'limit'>,
): Promise<AuditRecord | undefined> {
  const { items } = await store.audits({ ...query, offset: 0, limit: 1 });
  return items[0];
}

function finished(
  draft: AggregateDraft | undefined,
  { model, id }: Target,
  reached: { readonly version: number; readonly model: ModelNode },
): StoredAggregate {
  if (draft?.version === reached.version) return finishDraft(draft, reached.model);
  const { version } = reached;
  throw new Error(`The history of ${model}/${id} does not lead to version ${version}: records are missing.`);
}

interface Ahead {
  readonly version: number;
  readonly last: number;
}

function notYet({ model, id }: Target, { version, last }: Ahead): PersistDomainError {
  return new PersistDomainError(
    'not_found',
    `${model}/${id} has no version ${version} yet; it is at version ${last}.`,
  );
}

function gone({ model, id }: Target, why: string): PersistDomainError {
  return new PersistDomainError('not_found', `There is no record ${id} in ${model} at that point: ${why}.`);
}
