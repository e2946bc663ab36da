import { Flags } from '@oclif/core';
import { writeFile } from 'node:fs/promises';
import { findApp } from '../app/find-app.js';
import { Failure } from '../failure.js';
import { PersistCommand } from '../persist-command.js';

export default class OpenApi extends PersistCommand {
  static override readonly summary = 'Print the OpenAPI document of the app of this folder.';
  static override readonly description =
    'It follows from the types alone: no server is started and no data is read.';
  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --out openapi.json',
  ];
  static override readonly flags = {
    out: Flags.string({ helpValue: 'FILE', summary: 'Write to a file instead.' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(OpenApi);
    const app = findApp(process.cwd());
    const { openApiText } = await import('../build/open-api-text.js');
    const text = await openApiText(app);
    if (flags.out === undefined) process.stdout.write(text);
    else await write(flags.out, text);
  }
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw Failure.of({
      code: 'out_not_written',
      message: `The document could not be written (${(error as Error).message}).`,
      hint: 'Give --out a file in a folder that exists and may be written to.',
    });
  }
}
