import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Contract } from '@persist/contract';
import { PersistApp, type PersistPolicy } from '@persist/runtime';

export type ModelClass = Parameters<PersistApp['serveAutonomousModel']>[0];

type Store = Parameters<NonNullable<PersistPolicy['wrapStore']>>[0];

export const MAX_BODY_BYTES = 64 * 1024;

/** An app in this process, whose store does what a test wants of it. */
export interface ServedApp {
  readonly port: number;
  readonly store: StoreSwitch;
  /** Begins to end the app; resolves once it has ended. */
  close(): Promise<void>;
}

export interface StoreSwitch {
  /** Whatever is asked of the store fails. */
  isBroken: boolean;
  /** Lets commits wait. */
  hold(): Hold;
}

export interface Hold {
  /** Resolves once a commit waits. */
  readonly reached: Promise<void>;
  readonly release: () => void;
}

/** Serves models on a temporary folder until the test ends. */
export async function serveApp(t: TestContext, models: readonly ModelClass[], contract: Contract): Promise<ServedApp> {
  const dir = await mkdtemp(join(tmpdir(), 'persist-contract-fuzz-'));
  const { store, wrapStore } = switchedStore();
  const app = await PersistApp.open(dir, { contract, wrapStore, closeTimeoutMs: 60_000 });
  t.after(async () => {
    await app.close();
    await rm(dir, { recursive: true, force: true });
  });
  for (const model of models) await app.serveAutonomousModel(model);
  const options = { port: 0, host: '127.0.0.1', maxBodyBytes: MAX_BODY_BYTES, logger: false } as const;
  const { url } = await app.listen(options);
  return { port: Number(new URL(url).port), store, close: () => app.close() };
}

function switchedStore(): { readonly store: StoreSwitch; readonly wrapStore: (store: Store) => Store } {
  let gate: { readonly open: Promise<void>; readonly reach: () => void } | undefined;
  const store: StoreSwitch = {
    isBroken: false,
    hold() {
      let reach = (): void => undefined;
      let opened = (): void => undefined;
      const reached = new Promise<void>((resolve) => (reach = resolve));
      gate = { open: new Promise((resolve) => (opened = resolve)), reach };
      const release = (): void => {
        gate = undefined;
        opened();
      };
      return { reached, release };
    },
  };
  const wrapStore = (wrapped: Store): Store =>
    new Proxy(wrapped, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function' || name === 'close') return member;
        return (...args: unknown[]): unknown => {
          if (store.isBroken) return broken(name);
          const call = (): unknown => Reflect.apply(member, target, args);
          if (name !== 'commit' || gate === undefined) return call();
          gate.reach();
          return gate.open.then(call);
        };
      },
    });
  return { store, wrapStore };
}

/** As the store would: all of it but one question is asynchronous. */
function broken(name: string | symbol): unknown {
  const error = new Error('the store is broken');
  if (name === 'hasForeignWrites') throw error;
  return Promise.reject(error);
}
