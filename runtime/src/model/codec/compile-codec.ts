import {
  subschemas,
  type Definitions,
  type Json,
  type JsonSchema,
  reachableDefinitions,
} from '@persist/contract';
import { compileCoder } from './compile-coder.js';
import { TooDeep, explainDepth } from './container-depth.js';

/** Converts values of one type between memory and JSON, always into fresh copies. */
export interface Codec {
  /**
   * Properties that are absent or undefined are left out, -0 becomes 0. @throws {EncodingError} with the
   * path
   */
  encode(value: unknown): Json;
  decode(json: Json): unknown;
  /** Whether values look the same in memory and in JSON: no Date, bigint, Set or Map anywhere. */
  readonly plain: boolean;
}

export interface CodecOptions {
  /**
   * Properties that the type does not declare: `drop` them, as for results, whose type is what callers may
   * see; or `refuse` them, as for state, where they would be lost. Default `drop`.
   */
  readonly undeclared?: 'drop' | 'refuse';
}

/** Compiles a schema, whose references point into `defs`, once; the codec looks at no schema again. */
export function compileCodec(schema: JsonSchema, defs: Definitions, options: CodecOptions = {}): Codec {
  const coder = compileCoder(schema, {
    defs,
    strict: options.undeclared === 'refuse',
    references: new Map(),
  });
  return {
    encode(value) {
      try {
        return coder.encode(value, 0);
      } catch (error) {
        throw error instanceof TooDeep ? explainDepth(value) : error;
      }
    },
    decode: (json) => coder.decode(json),
    plain: [schema, ...Object.values(reachableDefinitions([schema], defs))].every(isPlain),
  };
}

function isPlain(schema: JsonSchema): boolean {
  return schema['x-persist-type'] === undefined && subschemas(schema).every((inner) => isPlain(inner.schema));
}
