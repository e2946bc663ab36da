import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** A file of the API reference, as it was compressed at build time. */
export interface DocsAsset {
  readonly contentType: string;
  readonly etag: string;
  readonly gzipped: Buffer;
}

const contentTypes = {
  'docs.css': 'text/css; charset=utf-8',
  'docs.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'swagger-ui.css': 'text/css; charset=utf-8',
} as const;

export type DocsAssetName = keyof typeof contentTypes;

export const docsAssetNames = Object.keys(contentTypes) as readonly DocsAssetName[];

const loaded = new Map<DocsAssetName, Promise<DocsAsset>>();

/** Read when it is first asked for, and kept: most services never show their reference. */
export function docsAsset(name: DocsAssetName): Promise<DocsAsset> {
  const asset = loaded.get(name) ?? load(name);
  loaded.set(name, asset);
  return asset;
}

async function load(name: DocsAssetName): Promise<DocsAsset> {
  const gzipped = await readFile(new URL(`ui/${name}.gz`, import.meta.url));
  const etag = `"${createHash('sha256').update(gzipped).digest('base64url').slice(0, 22)}"`;
  return { contentType: contentTypes[name], etag, gzipped };
}
