import type { FastifyRequest } from 'fastify';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { noJsonType, tooLarge } from '../respond/parse-json.js';

/** What Fastify itself refuses, in the words of the catalogue; any other error as it is. */
export function fromFastify(error: unknown, { raw }: FastifyRequest): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const refusal = refusals[error.code];
  if (refusal !== undefined) return refusal();
  // The caller went away while sending the body; nobody reads the answer.
  if (raw.readableAborted) return new PersistDomainError('bad_request', 'The body ended early.', { cause: error });
  // Plugins have codes that start with FST_ too, and mean other things.
  const isRefusal = /^FST_ERR_(?:CTP|ROUTE)_/.test(error.code) && 'statusCode' in error && Number(error.statusCode) < 500;
  return isRefusal ? new PersistDomainError('bad_request', error.message, { cause: error }) : error;
}

const refusals: Readonly<Record<string, () => Error>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: tooLarge,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: noJsonType,
  FST_ERR_BAD_URL: () =>
    new PersistDomainError('bad_request', 'The path is not valid percent-encoded UTF-8.'),
  FST_ERR_MAX_PARAM_LENGTH: () =>
    new PersistDomainError('not_found', 'There is nothing here: a segment of the path is too long.'),
};
