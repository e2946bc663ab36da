import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../check.js';
import { diagnosticsText } from '../diagnostics-text.js';
import { fail, pass, warn } from '../finding.js';
import { isSetup } from '../sources.js';
import type { Subject } from '../subject.js';

/** The tsconfig lets types say what the contract has to know: strict, and with standard decorators. */
export async function checkTsconfig({ app, sources }: Subject): Promise<Finding> {
  const read = await sources();
  if (read === undefined) return pass('there are no sources here, only the built app');
  const wrong = read.errors.filter(isSetup);
  if (wrong.length > 0) {
    return fail({
      summary: 'the contract cannot be read with these settings',
      detail: diagnosticsText(wrong),
      mend: wrong[0]!.hint,
    });
  }
  if (existsSync(join(app.root, 'tsconfig.json'))) return pass('strict, with standard decorators');
  return warn({
    summary:
      'there is no tsconfig.json: persist takes strict, ES2022, NodeNext; an editor takes something else',
    mend: 'Write one with "strict": true, "target": "ES2022", "module": "NodeNext", as `persist new` does.',
  });
}
