import type { Definitions, JsonSchema } from '@persist/contract';
import type * as Ajv from 'ajv/dist/2020.js';
import type { Ajv2020, Options, ValidateFunction } from 'ajv/dist/2020.js';
import type * as AjvFormats from 'ajv-formats/dist/formats.js';
import { createRequire } from 'node:module';
import { persistTypeKeyword, uniqueItemsKeyword } from './keywords.js';

// Loaded when it is first needed: a twentieth of a second that an app need not wait for before it takes calls.
const require = createRequire(import.meta.url);

/** Does ahead of the first call what it would have to wait for. */
export function loadSchemaCompiler(): void {
  firstErrorAjv ??= createAjv({ allErrors: false });
}

/** Stops at the first error: fast, and safe with hostile input. */
export function compileFirstError(schema: JsonSchema, defs: Definitions): ValidateFunction {
  firstErrorAjv ??= createAjv({ allErrors: false });
  return compile(firstErrorAjv, schema, defs);
}

/** Collects every error. */
export function compileAllErrors(schema: JsonSchema, defs: Definitions): ValidateFunction {
  allErrorsAjv ??= createAjv({ allErrors: true });
  return compile(allErrorsAjv, schema, defs);
}

let firstErrorAjv: Ajv2020 | undefined;
let allErrorsAjv: Ajv2020 | undefined;

function compile(ajv: Ajv2020, schema: JsonSchema, defs: Definitions): ValidateFunction {
  const document = { ...schema, $defs: defs };
  const validate = ajv.compile(document);
  // Ajv would keep every schema it ever saw; the caller keeps the function instead.
  ajv.removeSchema(document);
  return validate;
}

function createAjv(options: Options): Ajv2020 {
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof Ajv;
  const { fullFormats } = require('ajv-formats/dist/formats.js') as typeof AjvFormats;
  const ajv = new Ajv2020({
    strictSchema: true,
    strictNumbers: true,
    // Both complain about schemas that are right, such as a constraint beside a `$ref`.
    strictTypes: false,
    strictTuples: false,
    // A required member named like one of Object.prototype must be there itself.
    ownProperties: true,
    // The contract was checked when it was loaded; checking again doubles the time to compile.
    validateSchema: false,
    meta: false,
    addUsedSchema: false,
    // Errors carry their schema and value.
    verbose: true,
    formats: fullFormats,
    ...options,
  });
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword(uniqueItemsKeyword);
  ajv.addKeyword(persistTypeKeyword);
  return ajv;
}
