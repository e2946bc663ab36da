import type { RequestListener } from 'node:http';
import { PersistDomainError, type PersistApp } from '@persist/runtime';
import { responder } from '@persist/runtime/http';
import { ledgerHandlers, type Handler } from './handlers.js';

export async function ledgerListener(app: PersistApp): Promise<RequestListener> {
  const { create, get, openAccount, withdraw } = await ledgerHandlers(app);
  const respond = responder(app);

  const routes: readonly (readonly [method: string, path: RegExp, handler: Handler])[] = [
    ['POST', /^\/api\/ledger-books$/, create],
    ['GET', /^\/api\/ledger-books\/([^/]+)$/, get],
    ['POST', /^\/api\/ledger-books\/([^/]+)\/open-account$/, openAccount],
    ['POST', /^\/api\/ledger-books\/([^/]+)\/withdraw$/, withdraw],
  ];
  return (request, response) => {
    const answered = respond(request, async (asked) => {
      for (const [method, pattern, handler] of routes) {
        const match = request.method === method ? pattern.exec(asked.path) : null;
        if (match !== null) return handler(asked, match[1] ?? '');
      }
      throw new PersistDomainError('not_found', `There is no ${request.method} ${asked.path} here.`);
    });
    void answered.then(({ status, headers, body }) => response.writeHead(status, headers).end(body));
  };
}
