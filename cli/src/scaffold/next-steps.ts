import type { PackageManager } from './package-manager.js';

export interface Created {
  readonly name: string;
  readonly folder: string;
  readonly template: string;
  readonly packageManager: PackageManager;
  readonly installed: boolean;
  /** The checkout the app is linked to; `null` where its packages come from the registry. */
  readonly linkedTo: string | null;
}

/** What to type next, line by line. */
export function nextSteps(created: Created, folderName: string): string[] {
  const { name, template, packageManager, installed, linkedTo } = created;
  return [
    `Created ${name} from ${template}${linkedTo === null ? '' : `, linked to ${linkedTo}`}.`,
    '',
    'Next:',
    `  cd ${folderName}`,
    ...(installed ? [] : [`  ${packageManager} install`]),
    `  ${packageManager} run dev`,
    '',
    `Then open src/model.ts. The tests run with: ${packageManager} test`,
  ];
}
