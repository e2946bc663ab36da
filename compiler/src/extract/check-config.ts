import type { Problems } from '../problems/problems.js';
import type { AppConfig } from '../typescript/app-config.js';
import type { Location } from '../typescript/text-position.js';
import { ts } from '../typescript/ts.js';

/** Reports options under which types do not say what the contract needs to know. */
export function checkConfig({ options, source, errors }: AppConfig, problems: Problems): void {
  if (source === undefined) return;
  for (const { text, position } of errors) {
    problems.report({ file: source, position }, 'tsconfig_invalid', text);
  }
  for (const option of ['strict', 'strictNullChecks'] as const) {
    if (options[option] === false) problems.report(placeOfOption(source, option), 'strict_off', option);
  }
  if (options.experimentalDecorators === true) {
    problems.report(placeOfOption(source, 'experimentalDecorators'), 'experimental_decorators');
  }
}

/** The option in the tsconfig; the file itself where a config it extends sets it. */
function placeOfOption(source: ts.TsConfigSourceFile, option: string): Location {
  let found: ts.Node = source;
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name) && node.name.text === option) {
      found = node;
    } else {
      ts.forEachChild(node, visit);
    }
  };
  visit(source);
  return found === source
    ? { file: source, position: 0 }
    : { file: source, position: found.getStart(source) };
}
