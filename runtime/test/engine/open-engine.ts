import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Contract } from '@persist/contract';
import { CommandEngine } from '../../src/engine/command-engine.js';
import type { Call, Done, DoneMany, Engine, Settled, Target } from '../../src/engine/engine.js';
import type { ModelClass } from '../../src/engine/model-runtime.js';
import type { PersistDomainError } from '../../src/model/persist-domain-error.js';
import { RecordingExecutor } from '../../src/engine/recording/recording-executor.js';
import { ReferenceExecutor } from '../../src/engine/reference/reference-executor.js';
import { ModelRegistry } from '../../src/model-registry.js';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.js';
import type { Store } from '../../src/store/store.js';
import { faultyStore, testEnvironment, type Faults, type TestEnvironment } from '../../src/testing/index.js';
import { fixtureContract } from '../fixture-contract.js';

export type EngineKind = 'recording' | 'reference';

export interface OpenEngine {
  readonly engine: Engine;
  readonly store: Store;
  readonly faults: Faults;
  readonly clock: TestEnvironment;
  /** A second engine on the same file, as another process would be. */
  readonly again: () => Promise<OpenEngine>;
  /** Closes the store; done for every engine when the test ends. */
  readonly close: () => Promise<void>;
}

export interface EngineSettings {
  readonly hotBytes?: number;
  readonly maxConcurrentCalls?: number;
  readonly maxWaitingPerRecord?: number;
  readonly maxWaitMs?: number;
}

/** The contract of the workshop fixture, compiled once a process. */
export function workshopContract(): Promise<Contract> {
  return fixtureContract('workshop');
}

/** An engine over a real file, closed when the test ends. */
export async function openEngine(
  t: TestContext,
  { kind, models, settings = {} }: { kind: EngineKind; models: readonly ModelClass[]; settings?: EngineSettings },
): Promise<OpenEngine> {
  const dir = await mkdtemp(join(tmpdir(), 'persist-engine-'));
  const clock = testEnvironment();
  const contract = await workshopContract();
  const opened: Store[] = [];
  t.after(async () => {
    for (const store of opened) await store.close();
    await rm(dir, { recursive: true, force: true });
  });

  const open = async (): Promise<OpenEngine> => {
    const { store, faults } = faultyStore(await openSqliteStore({ file: join(dir, 'persist.db'), clock: () => clock.now() }));
    opened.push(store);
    await store.migrate(contract);
    const registry = new ModelRegistry(contract);
    for (const model of models) registry.open(model);
    const executor =
      kind === 'recording'
        ? new RecordingExecutor(store, {
            hotBytes: settings.hotBytes ?? 1 << 26,
            retry: { attempts: 10 },
            maxWaitingPerRecord: settings.maxWaitingPerRecord ?? 10_000,
            maxWaitMs: settings.maxWaitMs ?? 60_000,
          })
        : new ReferenceExecutor(store);
    const engine = new CommandEngine({
      store,
      executor,
      environment: clock,
      models: registry.models,
      maxConcurrentCalls: settings.maxConcurrentCalls ?? 10_000,
    });
    return { engine, store, faults, clock, again: open, close: () => store.close() };
  };
  return open();
}

export const call: Call & Call<DoneMany> = { actor: 'ann', requestId: 'request-1' };

/** A call with an idempotency key whose response is what the outcome says of itself. */
export function once(key: string, fingerprint = 'same'): Call {
  return {
    ...call,
    idempotency: {
      key,
      fingerprint,
      render: (outcome) =>
        outcome.kind === 'done' ? `done ${outcome.version}` : `refused ${outcome.error.message}`,
    },
  };
}

/** The same for a bulk call. */
export function onceMany(key: string, fingerprint = 'same'): Call<DoneMany> {
  return {
    actor: call.actor,
    requestId: call.requestId,
    idempotency: {
      key,
      fingerprint,
      render: (outcome) =>
        outcome.kind === 'done'
          ? `done ${outcome.each.map(({ version }) => version).join(', ')}`
          : `refused ${outcome.error.message}`,
    },
  };
}

export function done(settled: Settled): Done {
  if (settled.kind !== 'done') throw new Error(`expected a call that was done, it was ${settled.kind}`);
  return settled;
}

export function workshop(id: string): Target {
  return { model: 'workshops', id };
}

/** A new workshop. */
export async function shed(engine: Engine, name = 'Shed') {
  return done(await engine.create('workshops', { name }, call));
}

/** The toolkit's own error that a call ends with. */
export async function failure(promise: Promise<unknown>): Promise<PersistDomainError> {
  return promise.then(
    () => assert.fail('the call should have failed'),
    (error: unknown) => error as PersistDomainError,
  );
}

/** The code of the toolkit's own error. */
export function codeOf(error: unknown): string {
  return (error as PersistDomainError).code;
}

export function range(length: number): readonly number[] {
  return Array.from({ length }, (_, position) => position);
}
