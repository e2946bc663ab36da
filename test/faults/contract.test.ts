import assert from 'node:assert/strict';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { dataFolder, failedStart, notesApp } from './note-server.js';

/** Without what `persist dev` would look at. */
const app = notesApp().then(async (root) => {
  await rm(join(root, '.persist'), { recursive: true, force: true });
  return root;
});

/** What becomes of the contract, and what the terminal says then. */
interface Damage {
  readonly harm: (path: string) => Promise<void>;
  readonly told: RegExp;
}

const damages: Readonly<Record<string, Damage>> = {
  'is missing': {
    harm: (path) => rm(path),
    told: /There is no contract at .*dist\/contract\.json or .*\.persist\/contract\.json\. Run `persist build`/,
  },
  'is cut off': {
    harm: async (path) => writeFile(path, (await readFile(path, 'utf8')).slice(0, 100)),
    told: /dist\/contract\.json.*\n?.*persist build/,
  },
  'is empty': {
    harm: (path) => writeFile(path, ''),
    told: /dist\/contract\.json.*\n?.*persist build/,
  },
  'is that of a later format': {
    harm: async (path) => writeFile(path, (await readFile(path, 'utf8')).replace(/"contractVersion": ?\d+/, '"contractVersion":99')),
    told: /dist\/contract\.json.*99/,
  },
  'is a folder': {
    harm: async (path) => void (await rm(path), await mkdir(path)),
    told: /dist\/contract\.json: cannot be read: EISDIR.*persist build/,
  },
};

for (const [what, { harm, told }] of Object.entries(damages)) {
  test(`an app whose contract ${what} does not start, says what to run, and leaves the data alone`, async (t) => {
    const root = await app;
    const data = join(await dataFolder(t), 'data');
    const path = join(root, 'dist/contract.json');
    await withoutHarm(path, harm, async () => {
      const { code, terminal } = await failedStart(t, { root, data });

      assert.equal(code, 1);
      assert.match(terminal, told);
      await assert.rejects(readFile(join(data, 'persist.db')), { code: 'ENOENT' });
    });
  });
}

/** Harms a file while something is done. */
async function withoutHarm(path: string, harm: Damage['harm'], work: () => Promise<void>): Promise<void> {
  const kept = `${path}.kept`;
  await rename(path, kept);
  try {
    await writeFile(path, await readFile(kept));
    await harm(path);
    await work();
  } finally {
    await rm(path, { recursive: true, force: true });
    await rename(kept, path);
  }
}
