// The floor: node:http answers each request with what it was sent, and stores nothing.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { ACCOUNTS, LEDGERS } from '../ledgers.mjs';
import { serve } from '../serve.mjs';

const server = createServer((request, response) => {
  const chunks = [];
  request
    .on('data', (chunk) => chunks.push(chunk))
    .on('end', () => {
      const body = Buffer.concat(chunks);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
      response.end(body);
    });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');

const ledgers = Array.from({ length: LEDGERS }, () => ({
  path: `/api/ledger-books/${randomUUID()}/create-transfer`,
  accounts: Array.from({ length: ACCOUNTS }, () => randomUUID()),
}));
serve({ url: `http://127.0.0.1:${server.address().port}`, ledgers });
