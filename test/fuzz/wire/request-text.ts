/** A request as it is written, right or wrong: nothing is checked, completed or escaped. */
export interface WireRequest {
  readonly method: string;
  readonly target: string | Buffer;
  readonly headers?: readonly (readonly [name: string, value: string | Buffer])[];
  readonly body?: string | Buffer;
  readonly version?: string;
}

/** Strings are written as UTF-8. `host`, and the length of a body, are added where no header of the name is given. */
export function requestText({ method, target, headers = [], body, version = '1.1' }: WireRequest): Buffer {
  const content = Buffer.from(body ?? '');
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  const added: WireRequest['headers'] = [
    ...(given.has('host') ? [] : [['host', '127.0.0.1'] as const]),
    ...(body === undefined || given.has('content-length') || given.has('transfer-encoding')
      ? []
      : [['content-length', String(content.length)] as const]),
  ];
  const lines = [...added, ...headers].flatMap(([name, value]) => [`${name}: `, value, '\r\n']);
  const parts = [`${method} `, target, ` HTTP/${version}\r\n`, ...lines, '\r\n', content];
  return Buffer.concat(parts.map((part) => Buffer.from(part as Buffer)));
}

export const json = ['content-type', 'application/json'] as const;
