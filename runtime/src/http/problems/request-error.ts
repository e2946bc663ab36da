/** Why a request was refused before it reached a model. */
export type RequestErrorCode =
  | 'method_not_allowed'
  | 'payload_too_large'
  | 'uri_too_long'
  | 'unsupported_media_type'
  | 'header_fields_too_large'
  | 'request_timeout';

/** A request that HTTP itself does not allow here. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code: RequestErrorCode;
  /** Headers that belong to the answer, such as `allow`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: RequestErrorCode, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.code = code;
    this.headers = headers;
  }
}
