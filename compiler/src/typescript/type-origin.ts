import { packageNameOf } from './declared-package.js';
import type { ts } from './ts.js';

/** Name of a type that JavaScript or Node itself brings, such as `Date` or `Buffer`. */
export function platformName(type: ts.Type, program: ts.Program): string | undefined {
  const symbol = type.getSymbol();
  const fromPlatform = symbol?.declarations?.some((declaration) => {
    const file = declaration.getSourceFile();
    return (
      program.isSourceFileDefaultLibrary(file) ||
      (file.isDeclarationFile && packageNameOf(file) === '@types/node')
    );
  });
  return fromPlatform === true ? symbol?.name : undefined;
}

/** Whether a symbol is declared by one of our own packages. */
export function isFromPersist(symbol: ts.Symbol): boolean {
  const file = symbol.declarations?.[0]?.getSourceFile();
  const name = file === undefined ? undefined : packageNameOf(file);
  return name === '@persist/runtime' || name === '@persist/contract';
}

/** Whether nothing of a type is declared in the app's own sources. */
export function isForeign(type: ts.Type): boolean {
  const declarations = type.getSymbol()?.declarations ?? [];
  return declarations.length > 0 && declarations.every((each) => each.getSourceFile().isDeclarationFile);
}
