import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Tarball } from './pack.js';

export interface Registry {
  /** Ends in a slash. No other registry had it before, so that no cache answers in its place. */
  readonly url: string;
  close(): Promise<void>;
}

/** An npm registry on this machine that knows these packages, each in the one version that was packed. */
export async function openRegistry(tarballs: readonly Tarball[]): Promise<Registry> {
  const base = `/${randomUUID()}/`;
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url!.slice(base.length));
    const document = tarballs.find(({ name }) => name === path);
    const tarball = tarballs.find(({ file }) => file === path);
    if (document !== undefined) response.end(JSON.stringify(packument(document, url)));
    else if (tarball !== undefined) response.end(tarball.bytes);
    else response.writeHead(404).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`;
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a registry says about a package. */
function packument({ name, file, integrity, manifest }: Tarball, url: string): object {
  return {
    name,
    'dist-tags': { latest: manifest.version },
    versions: { [manifest.version]: { ...manifest, dist: { integrity, tarball: url + file } } },
  };
}
