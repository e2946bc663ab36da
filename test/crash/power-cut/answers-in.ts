/** An answer to a call, as it leaves the server. */
export interface SentAnswer {
  readonly key: string;
  readonly status: number;
}

/** Whose heads begin in what is sent at once. */
export function answersIn(text: string): readonly SentAnswer[] {
  return text.split(/(?=HTTP\/1\.1 \d{3} )/).flatMap((part) => {
    const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(part) ?? [];
    const [, key] = /\r\nx-request-id: (call-\d{8})\r\n/i.exec(part) ?? [];
    return status === undefined || key === undefined ? [] : [{ status: Number(status), key }];
  });
}
