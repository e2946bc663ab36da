import { PersistDomainError } from '../model/persist-domain-error.js';
import type { CommitOutcome } from '../store/store.js';
import type { Call, Target } from './engine.js';
import type { Job } from './job.js';

export function notFound({ model, id }: Target): PersistDomainError {
  return new PersistDomainError('not_found', `There is no record ${id} in ${model}.`);
}

/** A bulk call named ids that do not exist; `ids` lists the first of them. */
export function someNotFound(missing: readonly Target[]): PersistDomainError {
  const shown = missing.slice(0, SHOWN_IDS).map(({ id }) => id);
  const more = missing.length > shown.length ? ` and ${missing.length - shown.length} more` : '';
  return new PersistDomainError(
    'not_found',
    `There is no record ${shown.join(', ')}${more} in ${missing[0]!.model}. Nothing was changed.`,
    { details: { ids: shown } },
  );
}

const SHOWN_IDS = 20;

/** @throws {PersistDomainError} `optimistic_lock_conflict` unless the version is one the caller accepts. */
export function checkIfMatch({ ifMatch }: Call, target: Target, version: number): void {
  if (ifMatch === undefined || ifMatch === '*' || ifMatch.includes(version)) return;
  const expected = ifMatch.length === 0 ? 'none that could match' : ifMatch.join(' or ');
  throw new PersistDomainError(
    'optimistic_lock_conflict',
    `${target.model}/${target.id} is at version ${version}, the call expects ${expected}. ` +
      'Read the record again and repeat the call with its new version.',
    { details: { currentVersion: version } },
  );
}

type UniqueViolation = Extract<CommitOutcome, { kind: 'unique_violation' }>;

export function uniqueConflict({ model, field }: UniqueViolation): PersistDomainError {
  return new PersistDomainError(
    'unique_conflict',
    `Another record in ${model} already has this ${field ?? 'value'}.`,
    field === undefined ? {} : { details: { field } },
  );
}

export function writeConflict({ model, id }: Target): PersistDomainError {
  return new PersistDomainError(
    'write_conflict',
    `${model}/${id} was changed by another process each time this call ran. Try again.`,
  );
}

export function targetOf({ model, id }: Pick<Job, 'model' | 'id'>): Target {
  return { model: model.node.name, id };
}
