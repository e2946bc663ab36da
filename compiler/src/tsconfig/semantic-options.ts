import { decidingFile, type TsConfig } from './read-tsconfig.js';

/** The compiler options that change what a program does, not only whether it is accepted. */
const semantic = [
  'target', // decides the default of useDefineForClassFields
  'useDefineForClassFields',
  'verbatimModuleSyntax',
  'alwaysStrict',
  'strict',
  'jsx',
  'jsxFactory',
  'jsxFragmentFactory',
  'jsxImportSource',
];

/**
 * What of a tsconfig decides how a file runs; esbuild takes it as `tsconfigRaw.compilerOptions`.
 *
 * @throws {Error} as `refuseLegacyDecorators`.
 */
export function semanticOptions(config: TsConfig | undefined): Readonly<Record<string, unknown>> {
  if (config === undefined) return {};
  refuseLegacyDecorators(config);
  const { compilerOptions } = config;
  const chosen = semantic.filter((name) => compilerOptions[name] !== undefined);
  return Object.fromEntries(chosen.map((name) => [name, runnable(name, compilerOptions[name])]));
}

/**
 * Fails where a tsconfig asks for the decorators of the older proposal: they call ours with other arguments.
 *
 * @throws {Error} naming the file to edit.
 */
export function refuseLegacyDecorators(config: TsConfig): void {
  if (config.compilerOptions['experimentalDecorators'] !== true) return;
  const file = decidingFile(config, 'experimentalDecorators') ?? config.file;
  throw new Error(
    `${file}: "experimentalDecorators": true compiles decorators to the older proposal; ` +
      '@model, @command and their kin are standard decorators. ' +
      'Remove "experimentalDecorators" and "emitDecoratorMetadata"; standard decorators need no option.',
  );
}

/** "preserve" leaves JSX to a later tool; when a file runs, there is none. */
function runnable(name: string, value: unknown): unknown {
  return name === 'jsx' && (value === 'preserve' || value === 'react-native') ? 'react-jsx' : value;
}
