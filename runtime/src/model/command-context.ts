import type { Json } from '@persist/contract';

/**
 * What a command may know besides its input. Declared as the last parameter it is injected and is no part of the payload.
 *
 * Clock and ids come from here so that a run can be reproduced; effects leave a command only through {@link emit}.
 */
export interface CommandContext {
  /** Id of the aggregate (UUIDv7). */
  readonly id: string;
  /** Version before the command (positive integer; 0 in a constructor). */
  readonly version: number;
  /** The same instant for the whole command. */
  readonly now: Date;
  /** A new UUIDv7. */
  uuid(): string;
  /** Who calls, as `identify` said; `anonymous` without it. */
  readonly actor: string;
  readonly requestId: string;
  /** Records `payload` for `topic` in the same commit; dropped if the command fails. */
  emit(topic: string, payload: Json): void;
}
