import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContractDiagnostic } from '../diagnostic.js';
import { writeFileAtomically } from './write-file-atomically.js';

/** What one compile of an app found, and from what. */
export interface ContractRecord {
  /** `contractKey` of what was compiled. */
  readonly key: string;
  /** The files outside `src/` that the key covers, relative to the root. */
  readonly furtherSources: readonly string[];
  readonly diagnostics: readonly ContractDiagnostic[];
  /** contract.json as written; absent where the sources have errors. */
  readonly contract?: string;
}

/** In the file the contract stands for itself, beside it: the hash tells whether the two belong together. */
interface StoredRecord extends Omit<ContractRecord, 'contract'> {
  readonly contractHash?: string;
}

/** The `.persist/` folder of an app, as far as the contract goes. */
export class ContractFolder {
  readonly #path: string;

  constructor(root: string) {
    this.#path = join(root, '.persist');
  }

  get contractFile(): string {
    return join(this.#path, 'contract.json');
  }

  get lockFile(): string {
    return join(this.#path, 'contract.lock');
  }

  /** Makes the folder; what is in it is not committed. */
  make(): void {
    const ignored = join(this.#path, '.gitignore');
    mkdirSync(this.#path, { recursive: true });
    if (!existsSync(ignored)) writeFileSync(ignored, '*\n');
  }

  /** The last record, unless contract.json was changed or removed since. */
  read(): ContractRecord | undefined {
    const stored = parseRecord(readIfPresent(this.#recordFile));
    if (stored === undefined) return undefined;
    const { contractHash, ...record } = stored;
    if (contractHash === undefined) return record;
    const contract = readIfPresent(this.contractFile);
    return contract !== undefined && hashOf(contract) === contractHash ? { ...record, contract } : undefined;
  }

  /** Replaces the record, and contract.json where there is one: after an error the last good one stays. */
  write({ contract, ...record }: ContractRecord): void {
    if (contract !== undefined && contract !== readIfPresent(this.contractFile)) {
      writeFileAtomically(this.contractFile, contract);
    }
    const stored: StoredRecord =
      contract === undefined ? record : { ...record, contractHash: hashOf(contract) };
    writeFileAtomically(this.#recordFile, `${JSON.stringify(stored, null, 2)}\n`);
  }

  get #recordFile(): string {
    return join(this.#path, 'contract.cache.json');
  }
}

function parseRecord(text: string | undefined): StoredRecord | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as StoredRecord;
  } catch {
    // Damaged: as good as absent, the next compile replaces it.
    return undefined;
  }
}

function readIfPresent(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
