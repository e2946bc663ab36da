import { modelHash, type ModelNode } from '@persist/contract';
import type { Database } from 'better-sqlite3';
import type { StoredLayout } from './plan-migration.js';

/** What is known about the stored models: `_persist_models`. */
export interface ModelRegister {
  read(model: string): StoredLayout | undefined;
  write(model: ModelNode, layout: StoredLayout): void;
}

export function modelRegister(database: Database): ModelRegister {
  const select = database
    .prepare<[string], string>('SELECT layout FROM _persist_models WHERE name = ?')
    .pluck();
  return {
    read(model) {
      const stored = select.get(model);
      return stored === undefined ? undefined : (JSON.parse(stored) as StoredLayout);
    },
    write(model, layout) {
      // Unchanged rows are left alone: other processes would take the write for news.
      database
        .prepare(
          `INSERT INTO _persist_models (name, schema_version, contract_hash, layout) VALUES (?, ?, ?, ?)
           ON CONFLICT (name) DO UPDATE
           SET schema_version = excluded.schema_version, contract_hash = excluded.contract_hash, layout = excluded.layout
           WHERE contract_hash <> excluded.contract_hash OR layout <> excluded.layout`,
        )
        .run(model.name, model.schemaVersion, modelHash(model), JSON.stringify(layout));
    },
  };
}
