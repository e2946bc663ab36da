import { PersistDomainError } from '../model/persist-domain-error.js';
import type { Violation } from '../model/validator.js';

/** The `validation_error` of what broke a contract; its text names the first place. */
export function invalid(summary: string, errors: readonly Violation[]): PersistDomainError {
  const first = errors[0]!;
  const place = first.path === '' ? '' : `${first.path} `;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new PersistDomainError('validation_error', `${summary}: ${place}${first.message}${more}.`, {
    details: { errors: errors.map(({ path, message }) => ({ path, message })) },
  });
}

/** A violation of a part, seen from the whole. */
export function within(parent: string, { path, message }: Violation): Violation {
  if (path === '') return { path: parent, message };
  return { path: path.startsWith('[') ? `${parent}${path}` : `${parent}.${path}`, message };
}
