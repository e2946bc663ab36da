import express, { type Express, type RequestHandler } from 'express';
import type { PersistApp } from '@persist/runtime';
import { responder } from '@persist/runtime/http';
import { ledgerHandlers, type Handler } from './handlers.js';

export async function ledgerExpress(app: PersistApp): Promise<Express> {
  const { create, get, openAccount, withdraw } = await ledgerHandlers(app);
  const respond = responder(app);

  const serve = (handler: Handler): RequestHandler<{ id?: string }> => async (request, response) => {
    const id = request.params.id ?? '';
    const { status, headers, body } = await respond(request, (asked) => handler(asked, id));
    response.writeHead(status, headers).end(body);
  };
  const books = express.Router();
  books.post('/', serve(create));
  books.get('/:id', serve(get));
  books.post('/:id/open-account', serve(openAccount));
  books.post('/:id/withdraw', serve(withdraw));
  // No express.json() before these routes: they read their bodies themselves.
  return express().use('/api/ledger-books', books);
}
