import type { Contract } from '@persist/contract';
import type { Database } from 'better-sqlite3';
import type { SchemaChange } from '../../schema-change.js';
import { StoreError } from '../../store-error.js';
import { layoutOf } from '../layout/layout-of.js';
import type { ModelLayout } from '../layout/model-layout.js';
import { APPLICATION_ID, LAYOUT_VERSION, systemTablesSql } from '../layout/system-tables.js';
import { applyStep } from './apply-step.js';
import { modelRegister, type ModelRegister } from './model-register.js';
import { nameClashes } from './name-clashes.js';
import { planMigration, type MigrationPlan } from './plan-migration.js';
import { schemaChanges } from './schema-changes.js';

/** The tables as they are now. */
export interface Migrated {
  readonly layouts: readonly ModelLayout[];
  /** Empty where nothing had to be done. */
  readonly changes: readonly SchemaChange[];
}

/** Brings the tables in line with the contract, in one transaction: all of it or nothing. */
export function migrate(database: Database, contract: Contract): Migrated {
  const layouts = contract.models.map(layoutOf);
  refuse(nameClashes(layouts));
  if (database.readonly) {
    checkReadOnly(database, layouts);
    return { layouts, changes: [] };
  }
  // Immediate: of two processes that start at once the second sees what the first has done.
  const transaction = database.transaction(() => apply(database, contract, layouts));
  const changes = sortingInFiles(database, () => transaction.immediate());
  return { layouts, changes };
}

/** The index of a large table does not fit in memory. */
function sortingInFiles<T>(database: Database, run: () => T): T {
  database.pragma('temp_store = FILE');
  try {
    return run();
  } finally {
    database.pragma('temp_store = MEMORY');
  }
}

function apply(database: Database, contract: Contract, layouts: readonly ModelLayout[]): SchemaChange[] {
  createSystemTables(database);
  const register = modelRegister(database);
  const changes = layouts.flatMap((layout) => schemaChanges(register.read(layout.model), layout));
  const plans = layouts.map((layout) => planFor(register, layout));
  refuse(plans.flatMap(({ refusals }) => refusals));
  refuse(
    plans.flatMap(({ layout, steps }) => steps.flatMap((step) => applyStep(database, layout, step) ?? [])),
  );
  plans.forEach(({ layout }, index) => register.write(contract.models[index]!, layout));
  return changes;
}

function createSystemTables(database: Database): void {
  if (database.pragma('user_version', { simple: true }) === LAYOUT_VERSION) return;
  database.exec(systemTablesSql);
  database.pragma(`application_id = ${APPLICATION_ID}`);
  database.pragma(`user_version = ${LAYOUT_VERSION}`);
}

function planFor(register: ModelRegister, layout: ModelLayout): MigrationPlan {
  const before = register.read(layout.model);
  if (before !== undefined && before.schemaVersion > layout.schemaVersion) {
    const text = `${layout.model} is stored with schema version ${before.schemaVersion}; this app has ${layout.schemaVersion}.`;
    throw new StoreError('newer_schema', text);
  }
  return planMigration(before, layout);
}

function checkReadOnly(database: Database, layouts: readonly ModelLayout[]): void {
  const created = database.pragma('user_version', { simple: true }) === LAYOUT_VERSION;
  const register = created ? modelRegister(database) : undefined;
  for (const layout of layouts) {
    if (register !== undefined && planFor(register, layout).steps.length === 0) continue;
    throw new StoreError(
      'store_read_only',
      `The tables of ${layout.model} do not fit the contract and cannot be changed.`,
    );
  }
}

function refuse(reasons: readonly string[]): void {
  if (reasons.length === 0) return;
  const list = reasons.map((reason) => `\n- ${reason}`).join('');
  throw new StoreError('schema_change_refused', `The stored data does not fit the contract:${list}\n`);
}
