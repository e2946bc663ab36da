import type { Store } from '../store/store.js';

/** Faults to come; each happens once. */
export interface Faults {
  /** The next group commit rejects with this error, with nothing written. */
  failNextCommit(error: Error): void;
  /** The next group commit waits until the returned function is called. */
  holdNextCommit(): () => void;
}

/** A store that fails on request. */
export function faultyStore(store: Store): { readonly store: Store; readonly faults: Faults } {
  let failure: Error | undefined;
  let hold: Promise<void> | undefined;
  const faulty: Store = {
    migrate: (contract) => store.migrate(contract),
    load: (model, id) => store.load(model, id),
    versionOf: (model, id) => store.versionOf(model, id),
    query: (plan) => store.query(plan),
    audits: (query) => store.audits(query),
    findIdempotent: (actor, key) => store.findIdempotent(actor, key),
    hasForeignWrites: () => store.hasForeignWrites(),
    writeRefusal: () => store.writeRefusal(),
    close: () => store.close(),
    async commit(group) {
      const held = hold;
      hold = undefined;
      await held;
      const error = failure;
      failure = undefined;
      if (error !== undefined) throw error;
      return store.commit(group);
    },
  };
  const faults: Faults = {
    failNextCommit(error) {
      failure = error;
    },
    holdNextCommit() {
      let release = () => undefined as void;
      hold = new Promise<void>((resolve) => {
        release = resolve;
      });
      return release;
    },
  };
  return { store: faulty, faults };
}
