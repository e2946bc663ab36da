import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { load } from './load.mjs';

/**
 * Loads a server and answers the figures of it; with `profile`, a folder, what the server did meanwhile is written there.
 *
 * @param name of the profile.
 */
export async function measureLoad(server, next, { name, connections, seconds, atLeast, profile }) {
  const { figures, generatorBusy } = await load(server.url, next, {
    connections,
    seconds,
    atLeast,
    async watch() {
      if (profile !== undefined) await server.ask({ what: 'start-profile' });
      const before = await server.ask({ what: 'cpu' });
      return async () => {
        const { cpuUs } = await server.ask({ what: 'cpu' });
        if (profile !== undefined) await server.ask({ what: 'stop-profile', file: profileFile(profile, name) });
        return { cpuUs: cpuUs - before.cpuUs };
      };
    },
  });
  if (generatorBusy > 0.9) {
    const share = (generatorBusy * 100).toFixed(0);
    console.warn(`  ${name}: the load generator was busy ${share} % of the time, so the server may have waited for it`);
  }
  return figures;
}

/** A later round replaces what an earlier one wrote. */
function profileFile(folder, name) {
  mkdirSync(folder, { recursive: true });
  return join(resolve(folder), `${name}.cpuprofile`);
}
