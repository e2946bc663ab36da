import { Flags } from '@oclif/core';
import { resolve } from 'node:path';

/** Where a server listens and keeps its data: the same for `dev` and `start`. */
export const serverFlags = {
  port: Flags.integer({
    min: 0,
    max: 65535,
    helpValue: 'N',
    summary: 'Port to listen on; 0 takes a free one. Default: $PORT, else 4000.',
  }),
  host: Flags.string({ helpValue: 'H', summary: 'Address to listen on. Default: $HOST, else 127.0.0.1.' }),
  data: Flags.string({
    helpValue: 'DIR',
    summary: 'Folder of the data, in place of the one in src/main.ts.',
  }),
  json: Flags.boolean({ summary: 'Write one JSON object a line.' }),
};

export interface ServerFlagValues {
  readonly port: number | undefined;
  readonly host: string | undefined;
  readonly data: string | undefined;
}

/** The flags as the variables that `app.listen()` and `PersistApp.openAuto()` go by. */
export function serverEnvironment({ port, host, data }: ServerFlagValues): Record<string, string> {
  return {
    ...(port === undefined ? {} : { PORT: String(port) }),
    ...(host === undefined ? {} : { HOST: host }),
    ...(data === undefined ? {} : { PERSIST_DATA_DIR: resolve(data) }),
  };
}
