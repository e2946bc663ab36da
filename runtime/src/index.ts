export type { Json } from '@persist/contract';
export type { CommandContext } from './model/command-context.js';
export {
  apiError,
  command,
  index,
  invariant,
  model,
  outbox,
  query,
  unique,
  view,
  type CommandOptions,
  type KeyOptions,
  type ReadOptions,
} from './model/decorators.js';
export type { ApiErrorOptions, ModelOptions } from './model/metadata.js';
