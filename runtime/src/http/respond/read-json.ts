import { Readable } from 'node:stream';
import type { Json } from '@persist/contract';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { joined } from '../headers/header-value.js';
import { headerOf, type AnyRequest } from './any-request.js';
import { jsonMediaType, MAX_BODY_BYTES, noJsonType, parseJson, refuseEncoded, tooLarge } from './parse-json.js';

/**
 * Reads the body of a request as the generated routes do; `undefined` where there is none.
 *
 * @param maxBytes default 1 MiB.
 * @throws {PersistDomainError} `bad_request` unless it is JSON that can be handled.
 * @throws {RequestError} `payload_too_large`, `unsupported_media_type`
 */
export async function readJson(request: AnyRequest, maxBytes = MAX_BODY_BYTES): Promise<Json | undefined> {
  if (Number(joined(headerOf(request, 'content-length')) ?? 0) > maxBytes) throw tooLarge();
  const bytes = await bytesOf(request, maxBytes);
  if (bytes.length === 0) return undefined;
  if (!jsonMediaType.test(joined(headerOf(request, 'content-type')) ?? '')) throw noJsonType();
  refuseEncoded(headerOf(request, 'content-encoding'));
  return parseJson(bytes);
}

async function bytesOf(request: AnyRequest, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const iterator = chunksOf(request)[Symbol.asyncIterator]();
  for (let next = await read(iterator); next !== undefined; next = await read(iterator)) {
    length += next.length;
    // The stream is left as it is: closing it would close the connection before it is answered.
    if (length > maxBytes) throw tooLarge();
    chunks.push(next);
  }
  return Buffer.concat(chunks);
}

function chunksOf(request: AnyRequest): AsyncIterable<Uint8Array> {
  if (request instanceof Readable) {
    if (request.readableDidRead) throw readBefore();
    return request as AsyncIterable<Uint8Array>;
  }
  const { body, bodyUsed } = request;
  if (bodyUsed === true) throw readBefore();
  if (body === null || body === undefined) return Readable.from([]);
  if (typeof body !== 'object' || !(Symbol.asyncIterator in body)) throw readBefore();
  return body as AsyncIterable<Uint8Array>;
}

async function read(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    const next = await iterator.next();
    return next.done === true ? undefined : next.value;
  } catch (cause) {
    // The caller went away; nobody reads the answer.
    throw new PersistDomainError('bad_request', 'The body ended early.', { cause });
  }
}

function readBefore(): TypeError {
  return new TypeError(
    'json() reads the body, but something has read it before. Let no body parser handle this route, ' +
      'or take what the parser made of it instead of json().',
  );
}
