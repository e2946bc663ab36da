import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Arbitrary } from 'fast-check';
import { galleryContract } from '../gallery/gallery-contract.js';
import { GalleryProcess } from '../gallery/gallery-process.js';
import { assertSound, type Expected } from '../assert-sound.js';
import { arbitraryOf } from '../openapi/arbitrary-of-schema.js';
import { DocumentChecker } from '../openapi/document-checker.js';
import { operationsOf, type Document, type Operation } from '../openapi/operations.js';
import { StateWatch } from '../state-watch.js';
import { converse } from '../wire/converse.js';
import type { WireAnswer } from '../wire/parse-answers.js';
import { json, requestText, type WireRequest } from '../wire/request-text.js';

/** The gallery under attack: what every request to it must come to, whatever is in it. */
export class Trial {
  readonly gallery: GalleryProcess;
  readonly document: Document;
  readonly operations: readonly Operation[];
  readonly #expected: Expected;
  readonly #watch: StateWatch;
  /** A record of each model, by the path of its collection. */
  readonly #ids = new Map<string, string>();
  #created = 0;

  private constructor(gallery: GalleryProcess, document: Document, errors: Expected['errors']) {
    this.gallery = gallery;
    this.document = document;
    this.operations = operationsOf(document);
    this.#expected = { checker: new DocumentChecker(document), errors };
    this.#watch = new StateWatch(gallery.dir);
  }

  /** Starts the gallery with a record of each model; it ends with the test. */
  static async begin(t: TestContext): Promise<Trial> {
    const gallery = await GalleryProcess.start(t);
    const response = await fetch(`${gallery.url}/_openapi.json`);
    const trial = new Trial(gallery, (await response.json()) as Document, (await galleryContract()).errors);
    t.after(() => trial.#watch.close());
    for (const collection of Object.keys(firstRecords)) await trial.#create(collection);
    return trial;
  }

  /** Method and path of an operation, on the record that there is. */
  addressOf(id: string): { readonly method: string; readonly target: string } {
    const { method, path } = this.operations.find((operation) => operation.id === id)!;
    const collection = path.split('/').slice(0, 3).join('/');
    return { method, target: path.replace('{id}', this.idOf(collection)) };
  }

  /** Valid bodies of an operation; those of bulk calls name the record that there is. */
  bodiesOf({ path, body }: Operation): Arbitrary<unknown> {
    const bodies = arbitraryOf(this.document, body!.schema);
    const [collection, isBulk] = path.split('/_bulk/');
    if (isBulk === undefined) return bodies;
    return bodies.map((each) => ({ ...(each as object), ids: [this.idOf(collection!)] }));
  }

  idOf(collection: string): string {
    return this.#ids.get(collection)!;
  }

  /** Asks, and asserts that the answer is sound and that nothing changed unless it says so. */
  async ask(request: WireRequest): Promise<WireAnswer> {
    const bytes = requestText(request);
    const bodiless = request.method === 'HEAD';
    const isKeyed = request.headers?.some(([name]) => name.toLowerCase() === 'idempotency-key') === true;
    const before = isKeyed ? this.#watch.digest() : undefined;
    const commits = this.#watch.commits();
    const { answers, rest } = await converse({ port: this.gallery.port, bytes, answers: 1, bodiless });
    assert.equal(answers.length, 1, `no answer to ${printable(bytes)}`);
    const answer = answers[0]!;
    // What is no HTTP is no HEAD either; the connection ends with the answer.
    const isNoHead = bodiless && answer.status === 400 && answer.headers.get('connection') === 'close';
    if (!isNoHead) assert.equal(rest.length, 0, `more than an answer to ${printable(bytes)}: ${printable(rest)}`);
    assertSound(answer, bytes, { ...this.#expected, bodiless });
    const mayChange = answer.status < 300 && !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
    if (!mayChange && this.#watch.commits() !== commits) {
      assert.equal(this.#watch.digest(), before ?? 'as it was', `${answer.status} changed the state: ${printable(bytes)}`);
    }
    if (mayChange && request.method === 'DELETE') await this.#replace();
    return answer;
  }

  /** Sends what is no request that could succeed; whatever is answered is sound, and nothing changes. */
  async throwAt(bytes: Buffer | readonly Buffer[]): Promise<readonly WireAnswer[]> {
    const whole = Buffer.isBuffer(bytes) ? bytes : Buffer.concat(bytes);
    const before = this.#watch.commits();
    const { answers, rest } = await converse({ port: this.gallery.port, bytes, finish: true });
    assert.equal(rest.length, 0, `no answers to ${printable(whole)}: ${printable(rest)}`);
    for (const answer of answers) assertSound(answer, whole, this.#expected);
    assert.equal(this.#watch.commits(), before, `no request changed the state: ${printable(whole)}`);
    return answers;
  }

  /** Asserts that the service is as it was: it answers, shows all it has, and was neither polluted nor at fault. */
  async assertUnharmed(): Promise<void> {
    for (const [collection, id] of this.#ids) {
      for (const path of ['', `?sort=-createdAt&perPage=100`, `/${id}`, `/${id}?version=1`, `/${id}/_audits?perPage=100`]) {
        const { status } = await this.ask({ method: 'GET', target: collection + path });
        assert.equal(status, 200, collection + path);
      }
    }
    assert.deepEqual((await this.gallery.condition()).polluted, []);
    assert.equal(this.gallery.complaints, '');
  }

  async #create(collection: string): Promise<void> {
    this.#created += 1;
    const body = JSON.stringify(firstRecords[collection]!(this.#created));
    const { status, body: record } = await this.ask({ method: 'POST', target: collection, headers: [json], body });
    assert.equal(status, 201, record.toString());
    this.#ids.set(collection, (JSON.parse(record.toString()) as { id: string }).id);
  }

  /** A record that was removed is followed by another, so that later requests meet one. */
  async #replace(): Promise<void> {
    for (const [collection, id] of this.#ids) {
      const { status } = await this.ask({ method: 'GET', target: `${collection}/${id}` });
      if (status === 404) await this.#create(collection);
    }
  }
}

const firstRecords: Readonly<Record<string, (number: number) => object>> = {
  '/api/counters': () => ({}),
  '/api/exhibits': (number) => ({ title: `Exhibit ${number}`, inventory: `AB-${number}` }),
  '/api/visits': (number) => ({ guest: `Guest ${number}`, day: '2026-01-31' }),
};

/** The beginning of what was sent, for people. */
function printable(bytes: Buffer): string {
  return JSON.stringify(bytes.toString('latin1').slice(0, 2000));
}
