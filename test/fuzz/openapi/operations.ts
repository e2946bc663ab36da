/** A JSON Schema, as far as it is looked at here. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: boolean | Schema;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly 'x-persist-type'?: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly style?: string;
  readonly explode?: boolean;
  readonly schema: Schema;
}

export interface Response {
  readonly headers?: Readonly<Record<string, { readonly $ref: string }>>;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

/** An OpenAPI document, as it is served. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface RawOperation {
  readonly operationId: string;
  readonly parameters: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly required: boolean; readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, Response | { readonly $ref: string }>>;
}

/** One method on one path, with its references followed. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** `/api/exhibits/{id}/rate` */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Of its JSON body; absent where it takes none. */
  readonly body?: { readonly required: boolean; readonly schema: Schema };
  /** By status, and `default`. */
  readonly responses: Readonly<Record<string, Response>>;
}

export function operationsOf(document: Document): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, raw]) => operationOf(document, { path, method, raw })),
  );
}

/** The part of a document that a reference names; anything else is itself. */
export function follow<Part extends object>(document: Document, part: Part | { readonly $ref: string }): Part {
  if (!('$ref' in part) || typeof part.$ref !== 'string') return part as Part;
  const [, kind, name] = /^#\/components\/(\w+)\/(.+)$/.exec(part.$ref)!;
  return document.components[kind!]![name!] as Part;
}

interface Place {
  readonly path: string;
  readonly method: string;
  readonly raw: RawOperation;
}

function operationOf(document: Document, { path, method, raw }: Place): Operation {
  const content = raw.requestBody && Object.values(raw.requestBody.content)[0]!;
  const responses = Object.entries(raw.responses);
  return {
    id: raw.operationId,
    method: method.toUpperCase(),
    path,
    parameters: raw.parameters.map((parameter) => follow<Parameter>(document, parameter)),
    ...(content && { body: { required: raw.requestBody.required, schema: content.schema } }),
    responses: Object.fromEntries(responses.map(([status, each]) => [status, follow<Response>(document, each)])),
  };
}
