import { run } from './scaffold-ledger.mjs';

/** Resident memory of a process and all it has started, in MB. */
export async function residentMb(pid) {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,rss=']);
  const processes = stdout.trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const family = new Set([pid]);
  // A child may be listed before its parent.
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const [child, parent] of processes) if (family.has(parent)) family.add(child);
  }
  const kilobytes = processes.filter(([id]) => family.has(id)).map(([, , rss]) => rss);
  return kilobytes.reduce((sum, rss) => sum + rss, 0) / 1024;
}
