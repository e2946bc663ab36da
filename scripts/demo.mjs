// What the README shows: a ledger written as a plain class is created, served over HTTP, killed and found
// intact. Ends by itself; exits with 1 where anything is not as it should be.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLedgerApp } from './demo/create-ledger-app.mjs';
import { headline, note } from './demo/narrate.mjs';
import { LedgerServer } from './demo/ledger-server.mjs';
import { afterTheCrash, beforeTheCrash } from './demo/story.mjs';

const folder = await mkdtemp(join(tmpdir(), 'persist-demo-'));
let server;
let givenUp = false;

async function cleanUp() {
  await server?.kill();
  await rm(folder, { recursive: true, force: true });
}

function giveUp() {
  givenUp = true;
  void cleanUp().then(() => process.exit(1));
}

process.once('SIGINT', giveUp);
process.once('SIGTERM', giveUp);
process.stdout.once('error', giveUp); // Who reads along may stop to, as `head` does.

try {
  headline('A double-entry ledger, written as one plain class');
  const app = await createLedgerApp(folder);
  server = new LedgerServer(app);
  const rent = await beforeTheCrash(await server.ready());

  headline('Pull the plug');
  await server.kill();
  note(`kill -9 ${server.pid}`);
  server = new LedgerServer(app);
  await afterTheCrash(await server.ready(), rent);
  headline('All as it should be');
} catch (error) {
  if (!givenUp) console.error(error);
  process.exitCode = 1;
} finally {
  await cleanUp();
}
