import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { acceptsGzip } from '../headers/accept-encoding.js';
import { docsAsset, docsAssetNames, type DocsAssetName } from './docs-asset.js';
import { docsPage, docsPolicy } from './docs-page.js';

const decompress = promisify(gunzip);

/** `GET /_docs` → a page that shows the OpenAPI document beside it, and what that page loads. */
export function docsRoutes(): RouteOptions[] {
  return [pageRoute(), ...docsAssetNames.map(assetRoute)];
}

function pageRoute(): RouteOptions {
  return {
    method: 'GET',
    url: '/_docs',
    handler(_request, reply) {
      return reply
        .headers({
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': docsPolicy,
          'x-content-type-options': 'nosniff',
          'cache-control': 'no-cache',
        })
        .send(docsPage);
    },
  };
}

function assetRoute(name: DocsAssetName): RouteOptions {
  return {
    method: 'GET',
    url: `/_docs/${name}`,
    handler: (request, reply) => sendAsset(request, reply, name),
  };
}

async function sendAsset(request: FastifyRequest, reply: FastifyReply, name: DocsAssetName): Promise<FastifyReply> {
  const { contentType, etag, gzipped } = await docsAsset(name);
  reply.headers({
    'content-type': contentType,
    'x-content-type-options': 'nosniff',
    // Asked for again after every update of the package, sent again only then.
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
    etag,
  });
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  if (!acceptsGzip(request.headers['accept-encoding'])) return reply.send(await decompress(gzipped));
  return reply.header('content-encoding', 'gzip').send(gzipped);
}
