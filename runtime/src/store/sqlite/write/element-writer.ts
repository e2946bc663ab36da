import { assertNever } from '@persist/contract';
import type { Database } from 'better-sqlite3';
import type { ElementChange, ElementKey } from '../../change-set.js';
import { StoreError } from '../../store-error.js';
import { identifier } from '../layout/identifier.js';
import type { CollectionLayout } from '../layout/model-layout.js';
import { encodeText } from '../columns/encode-column.js';

/** Writes the changed elements of one collection, a row each. */
export interface ElementWriter {
  write(parent: string, changes: readonly ElementChange[]): void;
}

export function elementWriter(database: Database, { field, table }: CollectionLayout): ElementWriter {
  const name = identifier(table);
  const add = database.prepare(
    `INSERT INTO ${name} (parent, key, order_key, value) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const change = database.prepare(`UPDATE ${name} SET value = ? WHERE parent = ? AND key = ?`);
  const move = database.prepare(`UPDATE ${name} SET order_key = ? WHERE parent = ? AND key = ?`);
  const remove = database.prepare(`DELETE FROM ${name} WHERE parent = ? AND key = ?`);

  const run = (parent: string, element: ElementChange): number => {
    const key = encodeKey(field, element.key);
    switch (element.kind) {
      case 'added':
        return add.run(parent, key, element.order, JSON.stringify(element.after)).changes;
      case 'changed':
        return change.run(JSON.stringify(element.after), parent, key).changes;
      case 'moved':
        return move.run(element.to, parent, key).changes;
      case 'removed':
        return remove.run(parent, key).changes;
      default:
        return assertNever(element);
    }
  };

  return {
    write(parent, changes) {
      for (const element of changes) {
        if (run(parent, element) === 1) continue;
        const state = element.kind === 'added' ? 'is there already' : 'is not there';
        const text = `${table}: element ${element.key} of ${parent} cannot be ${element.kind}, it ${state}.`;
        throw new StoreError('change_does_not_fit', text);
      }
    },
  };
}

function encodeKey(field: string, key: ElementKey): ElementKey {
  return typeof key === 'string' ? encodeText(field, key) : key;
}
