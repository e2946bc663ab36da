import { Hono, type Context } from 'hono';
import type { PersistApp } from '@persist/runtime';
import { responder } from '@persist/runtime/http';
import { ledgerHandlers, type Handler } from './handlers.js';

export async function ledgerHono(app: PersistApp): Promise<Hono> {
  const { create, get, openAccount, withdraw } = await ledgerHandlers(app);
  const respond = responder(app);

  const serve = (handler: Handler) => async (context: Context) => {
    const id = context.req.param('id') ?? '';
    const { status, headers, body } = await respond(context.req.raw, (asked) => handler(asked, id));
    return new Response(body, { status, headers });
  };
  return new Hono()
    .post('/api/ledger-books', serve(create))
    .get('/api/ledger-books/:id', serve(get))
    .post('/api/ledger-books/:id/open-account', serve(openAccount))
    .post('/api/ledger-books/:id/withdraw', serve(withdraw));
}
