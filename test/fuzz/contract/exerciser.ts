import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { DocumentChecker } from '../openapi/document-checker.js';
import { operationsOf, type Document, type Operation } from '../openapi/operations.js';
import { converse } from '../wire/converse.js';
import type { WireAnswer } from '../wire/parse-answers.js';
import { requestText } from '../wire/request-text.js';
import { ANY_ID, type Ask } from './requests.js';

/** Statuses that any request may meet and no operation is described with. */
const general = [405, 408, 431];

/**
 * Asks the operations of a document, with the records that there are; holds every answer to what the document says of
 * it, and remembers which of the statuses it describes were met.
 */
export class Exerciser {
  readonly document: Document;
  readonly operations: readonly Operation[];
  readonly #port: number;
  readonly #checker: DocumentChecker;
  readonly #met = new Set<string>();
  /** Ids of records, by the path of their collection. */
  readonly #records = new Map<string, string[]>();

  constructor(port: number, document: Document) {
    this.#port = port;
    this.document = document;
    this.operations = operationsOf(document);
    this.#checker = new DocumentChecker(document);
  }

  static async of(port: number): Promise<Exerciser> {
    const response = await fetch(`http://127.0.0.1:${port}/_openapi.json`);
    return new Exerciser(port, (await response.json()) as Document);
  }

  /** What the document describes and nothing has met: `exhibits_rate 412`. */
  unmet(): readonly string[] {
    return this.operations
      .flatMap(({ id, responses }) => Object.keys(responses).map((status) => `${id} ${status}`))
      .filter((each) => !this.#met.has(each));
  }

  named(id: string): Operation {
    const operation = this.operations.find((each) => each.id === id);
    if (operation === undefined) throw new Error(`the document has no operation ${id}`);
    return operation;
  }

  /** The operation that makes the records another one works on. */
  createOf({ path }: Operation): Operation {
    const collection = collectionOf(path);
    return this.operations.find((each) => each.method === 'POST' && each.path === collection)!;
  }

  async ask(operation: Operation, ask: Ask = {}): Promise<WireAnswer> {
    const { method, path, id } = operation;
    const bytes = this.#bytesOf(operation, ask);
    const { answers } = await converse({ port: this.#port, bytes, answers: 1 });
    const place = `${id}: ${bytes.toString('utf8').slice(0, 2000)}`;
    assert.equal(answers.length, 1, `no answer to ${place}`);
    const answer = answers[0]!;
    this.#hold(operation, answer, place);
    const location = answer.headers.get('location');
    if (answer.status === 201) this.#recordsOf(path).push(location!.slice(location!.lastIndexOf('/') + 1));
    if (method === 'DELETE' && answer.status === 204) this.#recordsOf(path).pop();
    return answer;
  }

  /** The path of an operation, on the newest record or another. */
  targetOf({ path }: Operation, which?: number): string {
    const records = this.#recordsOf(path);
    const index = which === undefined ? records.length - 1 : which % Math.max(1, records.length);
    return path.replace('{id}', records[index] ?? randomUUID());
  }

  /** Removals take the newest record, which leaves the others to be found. */
  #bytesOf(operation: Operation, { which, query = '', headers = {}, body }: Ask): Buffer {
    const { method, path } = operation;
    const records = this.#recordsOf(path);
    const target = this.targetOf(operation, method === 'DELETE' ? undefined : which);
    const content = typeof body === 'string' ? body.replaceAll(ANY_ID, records.at(-1) ?? randomUUID()) : body;
    return requestText({
      method,
      target: query === '' ? target : `${target}?${query}`,
      headers: Object.entries({ ...(body !== undefined && { 'content-type': 'application/json' }), ...headers }),
      ...(content !== undefined && { body: content }),
    });
  }

  #hold({ id, responses }: Operation, answer: WireAnswer, place: string): void {
    const status = String(answer.status);
    const key = status in responses ? status : 'default';
    assert.ok(key !== 'default' || general.includes(answer.status), `${status} is not described: ${place}\n${answer.body.toString()}`);
    assert.deepEqual(this.#checker.problemsOf(responses[key]!, answer), [], `${status} ${place}\n${answer.body.toString()}`);
    this.#met.add(`${id} ${key}`);
  }

  #recordsOf(path: string): string[] {
    const collection = collectionOf(path);
    const records = this.#records.get(collection) ?? [];
    this.#records.set(collection, records);
    return records;
  }
}

/** `/api/exhibits/{id}/rate` → `/api/exhibits` */
function collectionOf(path: string): string {
  return path.split('/').slice(0, 3).join('/');
}
