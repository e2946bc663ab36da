import { contractHash, type Contract } from '@persist/contract';
import { isStale } from '../../build/build-stamp.js';
import { thrownError } from '../../dev/thrown-error.js';
import { countText } from '../amount.js';
import type { Finding } from '../check.js';
import { readContractFile, type ContractFile } from '../contract-file.js';
import { diagnosticsText } from '../diagnostics-text.js';
import { fail, pass, warn } from '../finding.js';
import { isSetup, type Sources } from '../sources.js';
import type { Subject } from '../subject.js';

/** The sources make a contract, and the files that a start would read hold this one. */
export async function checkContract({ app: { root }, sources }: Subject): Promise<Finding> {
  const files = ['.persist/contract.json', 'dist/contract.json'].map((path) => readContractFile(root, path));
  const read = await sources();
  if (read === undefined) return judgeBuilt(files[1]!);
  if (read.contract === undefined) return judgeErrors(read);
  return judgeFiles(files, { root, contract: read.contract });
}

function judgeBuilt(file: ContractFile): Finding {
  if (file.kind === 'read') return pass(`${file.path}: ${countText(file.contract.models.length, 'model')}`);
  if (file.kind === 'invalid') return invalid(file);
  return fail({
    summary: `${file.path} is missing`,
    mend: 'Copy all of dist/ here, as `persist build` wrote it.',
  });
}

function judgeErrors({ errors }: Sources): Finding {
  // With such settings more is wrong than the sources are to blame for.
  if (errors.some(isSetup)) {
    return warn({
      summary: 'not checked: the tsconfig is in the way',
      mend: 'Mend what the check `tsconfig` says.',
    });
  }
  const summary = `the sources have ${countText(errors.length, 'error')}`;
  const mend = errors[0]!.hint || 'Correct the place; `persist dev` shows it with the lines around it.';
  return fail({ summary, detail: diagnosticsText(errors), mend });
}

interface Current {
  readonly root: string;
  /** Of the sources as they are. */
  readonly contract: Contract;
}

function judgeFiles(files: readonly ContractFile[], { root, contract }: Current): Finding {
  const broken = files.find((file) => file.kind === 'invalid');
  if (broken !== undefined) return invalid(broken);
  const present = files.filter((file) => file.kind === 'read');
  if (present.length === 0) {
    return warn({
      summary: 'the sources are sound, and there is no contract yet',
      mend: 'persist dev, or: persist build',
    });
  }
  const hash = contractHash(contract);
  const stale = present
    .filter((file) => contractHash(file.contract) !== hash || (file.path.startsWith('dist') && isStale(root)))
    .map(({ path }) => path);
  if (stale.length > 0) {
    const mend = stale.some((path) => path.startsWith('dist'))
      ? 'persist build; until then `persist start` refuses to run it.'
      : 'persist dev, or: persist build';
    return warn({ summary: `older than the sources: ${stale.join(' and ')}`, mend });
  }
  const paths = present.map(({ path }) => path).join(' and ');
  return pass(`${countText(contract.models.length, 'model')}, as in ${paths}`);
}

function invalid({ path, error }: ContractFile & { readonly kind: 'invalid' }): Finding {
  return fail({ summary: `${path} is no contract`, detail: thrownError(error).message, mend: error.hint });
}
