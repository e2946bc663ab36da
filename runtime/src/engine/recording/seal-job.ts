import { storable } from '../change-check.js';
import { checkState } from '../check-state.js';
import type { Effects } from '../invocation.js';
import type { ChangeJob } from '../job.js';
import { encodePublic, type Recording } from '../recorder/index.js';
import { factsOf } from '../stored-record.js';
import { atOf, produce, type Produced } from '../write-set.js';
import type { LiveAggregate } from './aggregate-cell.js';

/**
 * Takes down what a job that ran on live state did to it, once that is checked.
 *
 * @throws {PersistDomainError} `validation_error`; undo the recording then.
 */
export function sealJob(job: ChangeJob, live: LiveAggregate, { recording, effects }: RanOnMemory): Produced {
  const { state, version, updatedAt } = live;
  const changes = storable(job.model.node, () => recording.seal());
  checkState(job, changes, state.instance);
  const record = job.kind === 'patch' ? recordAfter(job, live) : undefined;
  return produce(job, { version, updatedAt, changes, effects, record });
}

export interface RanOnMemory {
  readonly recording: Recording;
  readonly effects: Effects;
}

function recordAfter(job: ChangeJob, { state, id, version, createdAt, updatedAt }: LiveAggregate): Produced['done']['record'] {
  return { ...factsOf({ id, version: version + 1, createdAt, updatedAt: atOf(job, updatedAt) }), ...encodePublic(state) };
}
