import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readManifest } from '../cache/nearest-package.js';
import { findTsConfig } from '../tsconfig/read-tsconfig.js';
import { refuseLegacyDecorators } from '../tsconfig/semantic-options.js';
import { relativePath } from '../typescript/relative-path.js';
import type { BundlePlan } from './bundle-options.js';
import type { BundleProblem } from './bundle-result.js';

/** What esbuild would bundle without a word, and what then would not run, or not as the tests did. */
export function checkBundlePlan({ root, entry }: BundlePlan): readonly BundleProblem[] {
  if (!existsSync(entry)) {
    const path = relativePath(root, entry);
    return [{ message: `${path} does not exist. It is where an app opens, serves its models and listens.` }];
  }
  if (readManifest(join(root, 'package.json'))?.type === 'commonjs') {
    return [
      { message: 'package.json: "type": "commonjs" keeps the bundle from running. Write "type": "module".' },
    ];
  }
  return tsconfigProblems(entry);
}

function tsconfigProblems(entry: string): readonly BundleProblem[] {
  try {
    const config = findTsConfig(dirname(entry));
    if (config !== undefined) refuseLegacyDecorators(config);
    return [];
  } catch (error) {
    return [{ message: (error as Error).message }];
  }
}
