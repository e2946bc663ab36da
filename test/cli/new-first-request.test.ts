import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { programFolder } from './program-folder.js';
import { persist } from './run-persist.js';
import { scratchApp, scratchFolder } from './scratch-app.js';

for (const template of ['minimal', 'agile-board', 'ledger-core'] as const) {
  test(`the first request that new suggests for ${template} is answered with 201`, async (t) => {
    const app = await scratchApp(t, template);
    const server = app.serve('dev', '--port', '0');
    const { url } = await server.expect('ready');
    const { port } = new URL(url!);

    const suggested = await suggestedRequest(template, await scratchFolder(t), { PORT: port });
    const PATH = await programFolder(t, { curl: printsItsArguments });
    const { stdout } = await promisify(execFile)('sh', ['-c', suggested], { env: { PATH } });
    const [i, target, H, header, d, body] = stdout.trimEnd().split('\n');
    const [name, value] = header!.split(': ');
    const reply = await fetch(target!, { method: 'POST', headers: { [name!]: value! }, body: body! });

    assert.deepEqual([i, H, d], ['-i', '-H', '-d']);
    assert.ok(target!.startsWith(`${url}/api/`));
    assert.equal(reply.status, 201);
  });
}

const printsItsArguments = `#!/bin/sh\nprintf '%s\\n' "$@"\n`;

/** What the last screen of `persist new` says to try, as it is to be pasted into a shell. */
async function suggestedRequest(template: string, folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const args = ['new', 'app', '--template', template, '--no-install', '--no-git'];
  const { stdout } = await persist(args, folder, env);
  return /^ {2}(curl [^]*?)\n\n/m.exec(stdout)![1]!;
}
