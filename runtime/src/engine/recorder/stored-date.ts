import type { Epoch } from './epoch.js';
import type { Owner } from './owner.js';
import { traced, type Trace } from './trace.js';

/** Shows a Date of the state. A Date is a value: changing it in place would go unnoticed, and is refused. */
export class StoredDate extends Date {
  readonly #trace: Trace;

  constructor(target: Date, owner: Owner, epoch: Epoch) {
    super(target);
    this.#trace = { target, owner, epoch };
  }

  get [traced](): Trace {
    return this.#trace;
  }
}

for (const name of Object.getOwnPropertyNames(Date.prototype)) {
  if (!name.startsWith('set')) continue;
  Object.defineProperty(StoredDate.prototype, name, {
    value() {
      throw new TypeError(
        `A Date in the state is a value: assign a new Date instead of calling ${name} on it.`,
      );
    },
  });
}
