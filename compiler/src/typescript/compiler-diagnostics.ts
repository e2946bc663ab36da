import type { ContractDiagnostic } from '../diagnostic.js';
import { placeOf } from './text-position.js';
import { ts } from './ts.js';

/** An error of TypeScript itself, as one of ours. */
export function fromCompiler(diagnostic: ts.Diagnostic, root: string): ContractDiagnostic {
  const { file, start = 0, code, messageText } = diagnostic;
  const text = ts.flattenDiagnosticMessageText(messageText, '\n');
  return {
    severity: 'error',
    code: 'typescript',
    message: `TS${code}: ${text}`,
    hint: 'Correct the type error: the contract is read from the types.',
    place:
      file === undefined
        ? { file: 'tsconfig.json', line: 1, column: 1 }
        : placeOf({ file, position: start }, root),
  };
}
