import { assertNever } from '@persist/contract';
import { ownPackages, specifierOf, type Packages } from './package-source.js';
import type { PackageManager } from './package-manager.js';

/** What an app needs to tell its package manager. */
export interface ManagerSettings {
  /** Members of package.json. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /** Further files, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Lines of .gitignore. */
  readonly ignored: readonly string[];
}

/**
 * All of them ask who may run programs during an installation: SQLite and esbuild bring a native part. And
 * each has its own word for overriding the dependencies of dependencies.
 */
export function managerSettings(
  manager: PackageManager,
  packages: Packages,
  nodeMajor: number,
): ManagerSettings {
  const overrides = overridesOf(manager, packages, nodeMajor);
  switch (manager) {
    case 'npm':
      return {
        manifest: { allowScripts: allOf(builtPackages, true), ...unlessEmpty('overrides', overrides) },
        files: {},
        ignored: [],
      };
    case 'pnpm':
      return { manifest: {}, files: { 'pnpm-workspace.yaml': pnpmSettings(overrides) }, ignored: [] };
    case 'yarn':
      return {
        manifest: {
          dependenciesMeta: allOf(builtPackages, { built: true }),
          ...unlessEmpty('resolutions', overrides),
        },
        // An empty lock file marks the root of a project, whatever is in the folders above it.
        files: { '.yarnrc.yml': yarnSettings, 'yarn.lock': '' },
        ignored: ['.yarn/install-state.gz'],
      };
    default:
      return assertNever(manager);
  }
}

const builtPackages = ['better-sqlite3', 'esbuild'];

type Overrides = Readonly<Record<string, string>>;

function overridesOf(manager: PackageManager, packages: Packages, nodeMajor: number): Overrides {
  // A link brings no dependencies: those of the checkout are used.
  if (packages.kind === 'linked') return {};
  const packed = packedOverrides(manager, packages);
  if (nodeMajor >= 22) return packed;
  return { ...packed, ...forNode20, ...(manager === 'npm' ? {} : driverForNode20) };
}

// Fastify's tool for tests asks for a version of it that is made for Node 22; nothing else is different.
const forNode20 = { cookie: '^1.0.2' };

// The runtime takes 12 and 13. npm chooses what is made for the Node it runs under; the others take the newest.
const driverForNode20 = { 'better-sqlite3': '^12.11.1' };

function packedOverrides(manager: PackageManager, packages: Packages): Overrides {
  if (packages.kind !== 'packed') return {};
  // npm finds the archive of a direct dependency by itself, and refuses to be told twice.
  const named = manager === 'npm' ? (['contract', 'templates'] as const) : ownPackages;
  return Object.fromEntries(named.map((name) => [`@persist/${name}`, specifierOf(name, packages, manager)]));
}

function pnpmSettings(overrides: Overrides): string {
  const lines = Object.entries(overrides).map(([name, specifier]) => `  '${name}': ${specifier}`);
  return [
    '# Packages that may run a program when they are installed: pnpm 11 reads the first list, 10 the second.',
    'allowBuilds:',
    ...builtPackages.map((name) => `  ${name}: true`),
    'onlyBuiltDependencies:',
    ...builtPackages.map((name) => `  - ${name}`),
    ...(lines.length === 0 ? [] : ['overrides:', ...lines]),
    '',
  ].join('\n');
}

const yarnSettings = 'nodeLinker: node-modules\n';

function allOf<T>(names: readonly string[], value: T): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, value]));
}

function unlessEmpty(member: string, overrides: Overrides): Record<string, Overrides> {
  return Object.keys(overrides).length === 0 ? {} : { [member]: overrides };
}
