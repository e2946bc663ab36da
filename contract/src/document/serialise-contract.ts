import type { Contract } from '../nodes.js';
import { arrange } from './arrange.js';
import { contractShape } from './contract-shapes.js';

/** The text of `contract.json`: equal contracts give equal text, and a small change a small difference. */
export function serialiseContract(contract: Contract): string {
  return `${JSON.stringify(arrange(contract, contractShape), null, 2)}\n`;
}
