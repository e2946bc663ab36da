export { adopt } from './adopt.js';
export { AliasError } from './alias-error.js';
export { encodePublic, encodeState } from './encode-state.js';
export { hydrate } from './hydrate.js';
export type { LiveState } from './live-state.js';
export { record, type Recording } from './recorder.js';
export {
  compileStatePlan,
  type CollectionPlan,
  type FieldPlan,
  type StatePlan,
  type ValueFieldPlan,
} from './state-plan.js';
