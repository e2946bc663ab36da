import { gate as waiting } from '../fixtures/ledger/src/model.js';
import { gate } from '../gate.js';

/** Holds the `wait` command of ledger books until `open` is called; `reached` resolves when one waits. */
export function holdWait(): { readonly open: () => void; readonly reached: Promise<void> } {
  const held = gate();
  const reached = gate();
  Object.defineProperty(waiting, 'promise', {
    configurable: true,
    get() {
      reached.open();
      return held.opened;
    },
  });
  return { open: held.open, reached: reached.opened };
}
