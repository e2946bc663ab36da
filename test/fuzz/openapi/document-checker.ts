import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { follow, type Document, type Response, type Schema } from './operations.js';
import type { WireAnswer } from '../wire/parse-answers.js';

/** Says whether answers are what a document foresees. */
export class DocumentChecker {
  readonly #document: Document;
  readonly #ajv: Ajv2020;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: Document) {
    this.#document = document;
    this.#ajv = new Ajv2020({ strict: false, formats: fullFormats, allErrors: true });
  }

  /** What of an answer its description does not allow; empty where all is as it says. */
  problemsOf({ headers: described = {}, content }: Response, { headers, body }: WireAnswer): readonly string[] {
    const fromHeaders = Object.entries(described).flatMap(([name, reference]) => {
      const value = headers.get(name.toLowerCase());
      if (value === undefined) return isOptional(name) ? [] : [`the header ${name} is missing`];
      const { schema } = follow<{ schema: Schema }>(this.#document, reference);
      return this.violations(schema, schema.type === 'integer' ? Number(value) : value).map((text) => `${name} ${text}`);
    });
    return [...fromHeaders, ...this.#bodyProblems(content, headers.get('content-type'), body)];
  }

  /** In what a value does not fit a schema of the document. */
  violations(schema: Schema, value: unknown): readonly string[] {
    const key = JSON.stringify(schema);
    const validate = this.#compiled.get(key) ?? this.#compile(schema);
    this.#compiled.set(key, validate);
    return validate(value) ? [] : (validate.errors ?? []).map((error) => JSON.stringify(error));
  }

  #bodyProblems(content: Response['content'], type: string | undefined, body: Buffer): readonly string[] {
    const [mediaType] = type?.split(';') ?? [];
    if (content === undefined) {
      return body.length === 0 && mediaType === undefined ? [] : [`a body (${mediaType}) where none is described`];
    }
    const schema = mediaType === undefined ? undefined : content[mediaType]?.schema;
    if (schema === undefined) return [`the media type is ${mediaType}, described are ${Object.keys(content).join()}`];
    return this.violations(schema, JSON.parse(body.toString('utf8')));
  }

  #compile(schema: Schema): ValidateFunction {
    const whole = { ...schema, components: this.#document.components };
    return this.#ajv.compile(whole);
  }
}

/** What an answer has on occasion only. */
function isOptional(name: string): boolean {
  return name === 'Idempotency-Replayed' || name === 'Retry-After';
}
