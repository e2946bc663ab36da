import type { ManagerSettings } from './manager-settings.js';
import type { PackageManager } from './package-manager.js';
import { ownPackages, specifierOf, type Packages } from './package-source.js';

export interface ManifestParts {
  readonly name: string;
  readonly manager: PackageManager;
  readonly packages: Packages;
  readonly settings: ManagerSettings;
}

/** The package.json of an app, from that of its template. */
export function appManifest(template: string, parts: ManifestParts): string {
  const manifest = JSON.parse(template) as TemplateManifest;
  const filled = {
    ...manifest,
    name: parts.name,
    dependencies: withSpecifiers(manifest.dependencies, parts),
    devDependencies: withSpecifiers(manifest.devDependencies, parts),
    ...parts.settings.manifest,
  };
  return `${JSON.stringify(filled, null, 2)}\n`;
}

type Dependencies = Readonly<Record<string, string>>;

interface TemplateManifest {
  readonly dependencies: Dependencies;
  readonly devDependencies: Dependencies;
}

function withSpecifiers(dependencies: Dependencies, { packages, manager }: ManifestParts): Dependencies {
  return Object.fromEntries(
    Object.entries(dependencies).map(([name, range]) => {
      const own = ownPackages.find((each) => name === `@persist/${each}`);
      return [name, own === undefined ? range : specifierOf(own, packages, manager)];
    }),
  );
}
