import type { WriteSet } from '../../store.js';
import type { StoreErrorCode } from '../../store-error.js';
import type { ModelLayout } from '../layout/model-layout.js';
import type { Committed } from '../write/group-committer.js';

/** What the thread that writes is started with. */
export interface WriterStart {
  readonly file: string;
  /** Of the file as the others know it: another may have taken its place. */
  readonly inode: number | undefined;
  readonly busyTimeoutMs: number;
  readonly idempotencyTtlMs: number;
  readonly layouts: readonly ModelLayout[];
  /** Where it announces what it is committing. */
  readonly announcements: SharedArrayBuffer;
}

/** What it is asked; commits are done in the order in which they are asked for. */
export type WriterRequest =
  | { readonly kind: 'commit'; readonly group: readonly WriteSet[]; readonly now: number }
  | { readonly kind: 'close' };

/** What it says. */
export type WriterReply =
  /** The connection is open. */
  | { readonly kind: 'ready' }
  /** It commits nothing any more: said before the answer to the commit that is to blame, or after it where a checkpoint is. */
  | { readonly kind: 'halted'; readonly refusal: SentFailure }
  | CommitReply;

/** What it answers to a commit: one each, in order. */
export type CommitReply =
  | { readonly kind: 'committed'; readonly committed: Committed }
  | { readonly kind: 'failed'; readonly failure: SentFailure };

/** A `StoreError` on its way between threads, which would lose its class. */
export interface SentFailure {
  readonly code: StoreErrorCode;
  readonly problem: string;
  readonly hint: string;
  readonly cause: unknown;
}
