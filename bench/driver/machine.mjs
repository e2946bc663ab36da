import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { transfers } from '../requests/transfers.mjs';
import { load } from './load.mjs';
import { spread } from './rounds.mjs';
import { startServer } from './start-server.mjs';

/** What the machine can do at this hour: without it no figure says anything. */
export async function machineLines() {
  const { median, min, max } = spread(fsyncTimes());
  const { figures, generatorBusy } = await echoRate();
  return [
    `Node ${process.version}, ${cpus().length} × ${cpus()[0].model.trim()}, load ${loadavg()[0].toFixed(1)}`,
    `fsync of 4 KiB in ${tmpdir()}: ${median.toFixed(2)} ms (${min.toFixed(2)}–${max.toFixed(2)})`,
    `node:http echo, 64 connections: ${figures.perSecond.toFixed(0)}/s, ${figures.cpuUs.toFixed(0)} µs CPU; ` +
      `the load generator was busy ${(generatorBusy * 100).toFixed(0)} % of the time`,
  ];
}

function fsyncTimes() {
  const folder = mkdtempSync(join(tmpdir(), 'persist-bench-'));
  const file = openSync(join(folder, 'probe'), 'w');
  const page = Buffer.alloc(4096, 1);
  try {
    return Array.from({ length: 200 }, () => {
      const begun = performance.now();
      writeSync(file, page);
      fsyncSync(file);
      return performance.now() - begun;
    });
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true });
  }
}

async function echoRate() {
  const server = await startServer('command/node-http');
  try {
    return await load(server.url, transfers(server), {
      connections: 64,
      seconds: 1,
      async watch() {
        const before = await server.ask({ what: 'cpu' });
        return async () => ({ cpuUs: (await server.ask({ what: 'cpu' })).cpuUs - before.cpuUs });
      },
    });
  } finally {
    await server.stop();
  }
}
