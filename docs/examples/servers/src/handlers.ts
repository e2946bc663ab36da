import type { PersistApp } from '@persist/runtime';
import { toAnswer, type Asked, type HttpAnswer } from '@persist/runtime/http';
import { LedgerBook } from './model.js';

/** What a request to a route comes to; `id` is what the path says, on routes below a record. */
export type Handler = (asked: Asked, id: string) => Promise<HttpAnswer>;

/** Handlers that know no server. */
export async function ledgerHandlers(app: PersistApp) {
  const ledgers = await app.openDomain(LedgerBook);

  const create: Handler = async ({ call, json, path }) => {
    const book = await ledgers.with(call).json.create(await json());
    return toAnswer(book, { status: 201, headers: { location: `${path}/${book.id}` } });
  };
  const get: Handler = async (_asked, id) => toAnswer(await ledgers.json.get(id));
  const openAccount: Handler = async ({ call, json }, id) =>
    toAnswer(await ledgers.with(call).json.intent(id, 'openAccount', await json()));
  const withdraw: Handler = async ({ call, json }, id) =>
    toAnswer(await ledgers.with(call).json.intent(id, 'withdraw', await json()));

  return { create, get, openAccount, withdraw };
}
