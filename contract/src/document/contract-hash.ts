import { createHash } from 'node:crypto';
import type { Contract, ModelNode } from '../nodes.js';
import { arrange } from './arrange.js';
import { canonicalJson } from './canonical-json.js';
import { contractShape } from './contract-shapes.js';
import { node, type Shape } from './shape.js';

/** SHA-256 in hex of what a contract says about wire and storage; comments and source lines do not count. */
export function contractHash(contract: Contract): string {
  return hash(contract, contractShape);
}

/** As {@link contractHash}, of one model. */
export function modelHash(model: ModelNode): string {
  return hash(model, node('model'));
}

/** Keys of nodes and schemas that change neither wire nor storage. */
const annotations: ReadonlySet<string> = new Set([
  'source',
  'description',
  'title',
  'examples',
  'deprecated',
]);

function hash(value: Contract | ModelNode, shape: Shape): string {
  return createHash('sha256')
    .update(canonicalJson(arrange(value, shape, annotations)))
    .digest('hex');
}
