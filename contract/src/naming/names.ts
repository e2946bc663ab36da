import { pluralise } from './pluralise.js';
import { kebabCase, snakeCase } from './word-case.js';

/** Name of a model unless `@model` gives one; the segment of its base path: `LedgerBook` → `ledger-books`. */
export function modelName(className: string): string {
  const name = kebabCase(className);
  const last = name.lastIndexOf('-') + 1;
  return name.slice(0, last) + pluralise(name.slice(last));
}

/** Table of a model, from its name: `ledger-books` → `ledger_books`. */
export function tableName(model: string): string {
  return snakeCase(model);
}

/** Column of a field: `balanceMinor` → `balance_minor`. */
export function columnName(field: string): string {
  return snakeCase(field);
}

/**
 * Child table of a collection field: `ledger_books`, `accounts` → `ledger_books__accounts`.
 * Two underscores never occur in a model's own table.
 */
export function collectionTable(table: string, field: string): string {
  return `${table}__${snakeCase(field)}`;
}

/** Path segment of a command, query or view: `openAccount` → `open-account`. */
export function memberPath(method: string): string {
  return kebabCase(method);
}

/** Audit label of a command unless it gives one: `openAccount` → `open_account`. */
export function auditEvent(method: string): string {
  return snakeCase(method);
}

/** Code of a domain error unless `@apiError` gives one: `InsufficientFunds` → `insufficient_funds`. */
export function errorCode(className: string): string {
  return snakeCase(className);
}
