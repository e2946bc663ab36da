import type { Json } from '@persist/contract';
import type { Call, DoneMany, Engine, Settled } from '../../src/engine/engine.js';
import { call, range, shed, workshop } from './open-engine.js';

export interface BulkCall {
  readonly command: string;
  readonly input?: Json;
  readonly by?: Call<DoneMany>;
}

/** Calls one command on many workshops. */
export function bulk(engine: Engine, ids: readonly string[], { command, input, by = call }: BulkCall) {
  return engine.executeMany('workshops', { command, input: input === undefined ? { ids } : { ids, input } }, by);
}

export function allDone(settled: Settled<DoneMany>): DoneMany {
  if (settled.kind !== 'done') throw new Error(`expected a bulk call that was done, it was ${settled.kind}`);
  return settled;
}

export function versions(settled: Settled<DoneMany>): readonly number[] {
  return allDone(settled).each.map(({ version }) => version);
}

export async function sheds(engine: Engine, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const n of range(count)) ids.push((await shed(engine, `Shed ${n}`)).id);
  return ids;
}

export function rank(engine: Engine, id: string, to: number) {
  return engine.execute(workshop(id), { command: 'setRank', input: { rank: to } }, call);
}

export async function ranks(engine: Engine, ids: readonly string[]) {
  return Promise.all(ids.map(async (id) => (await engine.read(workshop(id))).record['rank']));
}

export async function titles(engine: Engine, ids: readonly string[]) {
  return Promise.all(ids.map(async (id) => (await engine.query(workshop(id), 'titles', {})).result as string[]));
}

/** An id that no record has. */
export function idOf(n: number): string {
  return `0190a0b0-0000-7000-8000-${String(n).padStart(12, '0')}`;
}
