import assert from 'node:assert/strict';
import { request, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { scratchApp } from '../cli/scratch-app.js';

test('what the reference loads is sent compressed to who takes that, as it is to others, and once to all', async (t) => {
  const app = await scratchApp(t);
  const { url: origin } = await app.serve('dev', '--port', '0').expect('ready');
  const url = `${origin!}/_docs/docs.js`;

  const compressed = await ask(url, { 'accept-encoding': 'gzip' });
  const plain = await ask(url, { 'accept-encoding': 'gzip;q=0' });
  const again = await ask(url, { 'if-none-match': plain.headers.etag! });

  assert.equal(compressed.headers['content-encoding'], 'gzip');
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.deepEqual(gunzipSync(compressed.body), plain.body);
  assert.match(plain.body.toString(), /SwaggerUIBundle\(/);
  assert.deepEqual([again.status, again.body.length], [304, 0]);
});

/** `fetch` would decompress what it gets. */
async function ask(url: string, headers: Record<string, string>) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { headers }, resolve).once('error', reject).end();
  });
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
}
