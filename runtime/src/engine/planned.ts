import { PersistDomainError } from '../model/persist-domain-error.js';
import { QueryError } from '../query/index.js';

/**
 * Plans a query that a caller asked for.
 *
 * @throws {PersistDomainError} `bad_request` with every part of it that the model does not have.
 */
export function planned<Plan>(plan: () => Plan): Plan {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const errors = error.errors.map(({ path, message }) => ({ path, message }));
    throw new PersistDomainError('bad_request', error.message, { cause: error, details: { errors } });
  }
}
