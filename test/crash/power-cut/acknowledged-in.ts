/** The keys of the calls that what is sent at once acknowledges. */
export function acknowledgedIn(text: string): readonly string[] {
  return text.split(/(?=HTTP\/1\.1 \d{3} )/).flatMap((answer) => {
    const [, status = ''] = /^HTTP\/1\.1 (\d{3}) /.exec(answer) ?? [];
    const [, key] = /\r\nx-request-id: (call-\d{8})\r\n/i.exec(answer) ?? [];
    // Below 500 something is said about what was done, a refusal by the domain included.
    return status < '500' && key !== undefined ? [key] : [];
  });
}
