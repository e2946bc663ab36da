import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Finding } from '../check.js';
import { fail, pass, warn } from '../finding.js';
import type { Subject } from '../subject.js';

/** The port is free, or this very app listens on it. */
export async function checkPort({ app, host, port: said }: Subject): Promise<Finding> {
  const port = Number(said);
  if (!/^\d+$/.test(said) || port > 65_535) {
    return fail({
      summary: `PORT is ${JSON.stringify(said)}`,
      mend: 'Set it to a port from 0 (any free one) to 65535.',
    });
  }
  const problem = await listenProblem(host, port);
  const address = `${host}:${port}`;
  if (problem === undefined) return pass(port === 0 ? 'any free one' : `${address} is free`);
  if (problem === 'EADDRINUSE') return judgeOccupant(await titleOf(host, port), { name: app.name, address });
  if (problem === 'EACCES') {
    const mend = 'Take one from 1024 on (--port or PORT), behind a proxy if need be.';
    return fail({ summary: `this user may not listen on port ${port}`, mend });
  }
  return fail({
    summary: `this machine cannot listen on ${address} (${problem})`,
    mend: 'Set --host or HOST to an address of this machine, such as 127.0.0.1 or 0.0.0.0.',
  });
}

/** The system's code for why nobody can listen there now. */
async function listenProblem(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

interface Expected {
  /** Of the app. */
  readonly name: string;
  readonly address: string;
}

function judgeOccupant(title: string | undefined, { name, address }: Expected): Finding {
  if (title === name) return pass(`${name} listens on ${address}`);
  const mend = 'End it, or take another port with --port or PORT.';
  if (title === undefined) return fail({ summary: `${address} is taken by another program`, mend });
  return warn({
    summary: `${address} is taken by the app "${title}"`,
    mend: `If that is not this app: ${mend}`,
  });
}

const patience = 2_000;

/** What the app that listens there calls itself; `undefined` where none of ours does. */
async function titleOf(host: string, port: number): Promise<string | undefined> {
  const everywhere = host === '0.0.0.0' || host === '::';
  const signal = AbortSignal.timeout(patience);
  try {
    const request = get({ host: everywhere ? '127.0.0.1' : host, port, path: '/_openapi.json', signal });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return ((await json(response)) as { readonly info?: { readonly title?: string } }).info?.title;
  } catch {
    // Whatever answers like this, or not at all, is not ours.
    return undefined;
  }
}
