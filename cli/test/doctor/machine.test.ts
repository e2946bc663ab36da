import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { checkClock } from '../../src/doctor/checks/clock.js';
import { checkDiskSpace } from '../../src/doctor/checks/disk-space.js';
import { checkNode } from '../../src/doctor/checks/node.js';
import { checkPort } from '../../src/doctor/checks/port.js';
import { scratchApp } from './scratch-app.js';

test('node: the versions that persist is tested on pass', async (t) => {
  const app = await scratchApp(t);

  for (const nodeVersion of ['20.19.0', '22.1.0', '24.0.0', process.versions.node]) {
    assert.equal((await checkNode(app.subject({ nodeVersion }))).status, 'PASS', nodeVersion);
  }
});

test('node: a version between or after those is a warning', async (t) => {
  const app = await scratchApp(t);

  const finding = await checkNode(app.subject({ nodeVersion: '23.4.0' }));

  assert.equal(finding.status, 'WARN');
  assert.match(finding.summary, /not tested on Node\.js 23\.4\.0, but on 20, 22, 24/);
});

test('node: a version that is too old fails', async (t) => {
  const app = await scratchApp(t);

  for (const nodeVersion of ['20.18.3', '18.20.0']) {
    const finding = await checkNode(app.subject({ nodeVersion }));
    assert.equal(finding.status, 'FAIL');
    assert.match(finding.summary, /needs 20\.19 or newer/);
  }
});

test('disk-space: passes with room, also where the folder is still to be made', async (t) => {
  const app = await scratchApp(t);

  const finding = await checkDiskSpace(app.subjectWithoutContract({ fileSystem: free(5 * GiB) }));

  assert.deepEqual(finding, { status: 'PASS', summary: '5 GiB free where the data are' });
});

test('disk-space: the real file system is asked', async (t) => {
  const app = await scratchApp(t);

  const { summary } = await checkDiskSpace(app.subjectWithoutContract());

  assert.match(summary, /^[\d.]+ [MGT]iB free where the data are/);
});

test('disk-space: little is a warning, and so is less than the database takes', async (t) => {
  const app = await scratchApp(t);
  const report = {
    file: '',
    use: { kind: 'closed' },
    size: 9 * GiB,
    walSize: 0,
    journalMode: 'wal',
    damage: [],
  } as const;

  const little = await checkDiskSpace(app.subjectWithoutContract({ fileSystem: free(GiB / 2) }));
  const noBackup = await checkDiskSpace(
    app.subjectWithoutContract({
      fileSystem: free(5 * GiB),
      database: () => Promise.resolve({ kind: 'read', report }),
    }),
  );

  assert.equal(little.status, 'WARN');
  assert.equal(noBackup.status, 'WARN');
  assert.match(noBackup.summary, /no room for a backup beside it/);
});

test('disk-space: next to nothing fails', async (t) => {
  const app = await scratchApp(t);

  const finding = await checkDiskSpace(app.subjectWithoutContract({ fileSystem: free(99 * 1024 * 1024) }));

  assert.equal(finding.status, 'FAIL');
});

test('clock: passes where no change is newer than now', async (t) => {
  const app = await scratchApp(t);
  await app.storeNote('2026-01-01T00:00:00.000Z');

  const finding = await checkClock(app.subjectWithoutContract({ now: at('2026-01-01T00:00:00.000Z') }));

  assert.deepEqual(finding, { status: 'PASS', summary: '2026-01-01T00:00:00.000Z' });
});

test('clock: a change from the next minute is a warning, one from later fails', async (t) => {
  const app = await scratchApp(t);
  await app.storeNote('2026-01-01T00:01:00.000Z');

  const step = await checkClock(app.subjectWithoutContract({ now: at('2026-01-01T00:00:00.000Z') }));
  const jump = await checkClock(app.subjectWithoutContract({ now: at('2025-12-31T00:00:00.000Z') }));

  assert.equal(step.status, 'WARN');
  assert.equal(jump.status, 'FAIL');
  assert.match(jump.summary, /the newest change was made at 2026-01-01T00:01:00\.000Z/);
});

test('clock: a year that cannot be fails', async (t) => {
  const app = await scratchApp(t);

  for (const time of ['1970-01-01T00:00:12.000Z', '2155-01-01T00:00:00.000Z']) {
    assert.equal((await checkClock(app.subjectWithoutContract({ now: at(time) }))).status, 'FAIL', time);
  }
});

test('port: a free one passes, and is left free', async (t) => {
  const app = await scratchApp(t);
  const port = await freePort();

  const first = await checkPort(app.subject({ port }));
  const again = await checkPort(app.subject({ port }));

  assert.deepEqual(first, { status: 'PASS', summary: `127.0.0.1:${port} is free` });
  assert.deepEqual(again, first);
});

test('port: passes where this app listens already', async (t) => {
  const app = await scratchApp(t);
  const port = await occupy(t, { info: { title: 'notebook' } });

  const finding = await checkPort(app.subject({ port }));

  assert.deepEqual(finding, { status: 'PASS', summary: `notebook listens on 127.0.0.1:${port}` });
});

test('port: another app of persist on it is a warning', async (t) => {
  const app = await scratchApp(t);
  const port = await occupy(t, { info: { title: 'ledger' } });

  const finding = await checkPort(app.subject({ port }));

  assert.equal(finding.status, 'WARN');
  assert.match(finding.summary, /taken by the app "ledger"/);
});

test('port: fails where another program listens', async (t) => {
  const app = await scratchApp(t);
  const port = await occupy(t, 'hello');

  const finding = await checkPort(app.subject({ port }));

  assert.equal(finding.status, 'FAIL');
  assert.match(finding.mend!, /--port or PORT/);
});

test('port: fails where a program hangs up, and where one never answers', async (t) => {
  const app = await scratchApp(t);
  const rude = await listen(
    t,
    createTcpServer((socket) => socket.end()),
  );
  const mute = await listen(t, createTcpServer());

  assert.equal((await checkPort(app.subject({ port: rude }))).status, 'FAIL');
  assert.equal((await checkPort(app.subject({ port: mute }))).status, 'FAIL');
});

test('port: fails for what is no port, and for an address of another machine', async (t) => {
  const app = await scratchApp(t);

  const noPort = await checkPort(app.subject({ port: 'http' }));
  const elsewhere = await checkPort(app.subject({ host: '192.0.2.1', port: '0' }));

  assert.equal(noPort.status, 'FAIL');
  assert.match(noPort.summary, /PORT is "http"/);
  assert.equal(elsewhere.status, 'FAIL');
  assert.match(elsewhere.summary, /EADDRNOTAVAIL/);
});

test('port and host are those of the flags, else of the environment, else the defaults', async (t) => {
  const app = await scratchApp(t);
  const environment = { PORT: '5000', HOST: '0.0.0.0' };
  const addressOf = ({ host, port }: { host: string; port: string }) => `${host}:${port}`;

  assert.equal(addressOf(app.subject()), '127.0.0.1:4000');
  assert.equal(addressOf(app.subject({}, { environment })), '0.0.0.0:5000');
  assert.equal(addressOf(app.subject({}, { environment, flags: { port: 0, host: '::1' } })), '::1:0');
});

const GiB = 1024 ** 3;

function free(freeBytes: number) {
  return () => Promise.resolve({ freeBytes, type: 0 });
}

function at(time: string): () => Date {
  return () => new Date(time);
}

/** Answers everything with one document; returns the port. */
function occupy(t: TestContext, document: unknown): Promise<string> {
  return listen(
    t,
    createServer((_request, response) => response.end(JSON.stringify(document))),
  );
}

/** At most until the test ends; returns the port. */
async function listen(t: TestContext, server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return String((server.address() as AddressInfo).port);
}

async function freePort(): Promise<string> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
}
