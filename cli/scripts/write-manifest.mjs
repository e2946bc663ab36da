// Writes oclif.manifest.json, which says what the commands take: a start then loads only the one it runs.
// Without the file everything works as well, a little later.
import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Plugin, settings } from '@oclif/core';

settings.enableAutoTranspile = false;
const root = fileURLToPath(new URL('..', import.meta.url));
const file = fileURLToPath(new URL('../oclif.manifest.json', import.meta.url));

await rm(file, { force: true });
const plugin = new Plugin({ root, ignoreManifest: true, errorOnManifestCreate: true });
await plugin.load();
await writeFile(file, `${JSON.stringify(plugin.manifest, null, 2)}\n`);
