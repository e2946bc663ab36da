import type { ManagerSettings } from './manager-settings.js';
import { ownPackages, specifierOf } from './package-source.js';
import type { AppPlan } from './plan-app.js';

/** The package.json of an app, from that of its template. */
export function appManifest(template: string, plan: AppPlan, settings: ManagerSettings): string {
  const manifest = JSON.parse(template) as TemplateManifest;
  const filled = {
    ...manifest,
    name: plan.name,
    dependencies: withSpecifiers(manifest.dependencies, plan),
    devDependencies: withSpecifiers(manifest.devDependencies, plan),
    ...settings.manifest,
  };
  return `${JSON.stringify(filled, null, 2)}\n`;
}

type Dependencies = Readonly<Record<string, string>>;

interface TemplateManifest {
  readonly dependencies: Dependencies;
  readonly devDependencies: Dependencies;
}

function withSpecifiers(dependencies: Dependencies, { source, manager }: AppPlan): Dependencies {
  return Object.fromEntries(
    Object.entries(dependencies).map(([name, range]) => {
      const own = ownPackages.find((each) => name === `@persist/${each}`);
      return [name, own === undefined ? range : specifierOf(own, source, manager)];
    }),
  );
}
