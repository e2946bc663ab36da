import type { ContractDiagnostic } from '@persist/compiler';

const shown = 5;

/** The first of them, a line each. */
export function diagnosticsText(diagnostics: readonly ContractDiagnostic[]): string {
  const lines = diagnostics
    .slice(0, shown)
    .map(({ place, message }) => `${place.file}:${place.line}:${place.column} ${message}`);
  const more = diagnostics.length - shown;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
