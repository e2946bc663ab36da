import type { ErrorNode } from '@persist/contract';
import type { Engine } from '../engine/engine.js';
import type { ModelRuntime } from '../engine/model-runtime.js';

/** The parts a handle is made of. */
export interface HandleParts {
  readonly engine: Engine;
  readonly model: ModelRuntime;
  /** Of the contract: they tell which fields of a refusal are public. */
  readonly errors: readonly ErrorNode[];
  newRequestId(): string;
}
