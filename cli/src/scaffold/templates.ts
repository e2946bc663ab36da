import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export const templates = ['minimal', 'ledger-core', 'agile-board'] as const;
export type Template = (typeof templates)[number];

/** The folder of a template in the installed `@persist/templates`. */
export function templateFolder(template: Template): string {
  const manifest = createRequire(import.meta.url).resolve('@persist/templates/package.json');
  return join(dirname(manifest), template);
}
