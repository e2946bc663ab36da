import assert from 'node:assert/strict';

/** Creates a note; answers its URL. */
export async function createNote(url: string, note: object): Promise<string> {
  const response = await fetch(`${url}/api/notes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(note),
  });
  assert.equal(response.status, 201);
  return url + response.headers.get('location')!;
}
