interface Agreed {
  /** All but `src/` and what it compiles to. */
  readonly files: readonly string[];
  /** Upper bound of the tarball: about a third more than was needed when it was last set. */
  readonly maxKiB: number;
}

const always = ['LICENSE', 'README.md', 'package.json'];

/** What goes to the registry: a new file that is no source is agreed on here. */
export const agreedContents: Readonly<Record<string, Agreed>> = {
  '@persist/contract': { files: always, maxKiB: 140 },
  '@persist/compiler': { files: always, maxKiB: 340 },
  '@persist/runtime': { files: [...always, 'dist/http/docs/ui/**'], maxKiB: 1400 },
  '@persist/cli': { files: [...always, 'bin/persist.js', 'oclif.manifest.json'], maxKiB: 250 },
  '@persist/templates': {
    files: [...always, ...template('minimal'), ...template('ledger-core'), ...template('agile-board')],
    maxKiB: 40,
  },
};

/** The names of its sources and tests are a template's own business. */
function template(name: string): string[] {
  return ['README.md', '_gitignore', 'package.json', 'src/**', 'test/**', 'tsconfig.json'].map((path) => `${name}/${path}`);
}
