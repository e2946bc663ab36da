import { createRequire } from 'node:module';
import type { Definitions, JsonSchema } from '@persist/contract';
import type * as ajv from 'ajv/dist/2020.js';
import type * as ajvFormats from 'ajv-formats/dist/formats.js';
import type { SchemaScope } from './schema-scope.js';

/** Reports examples that are no value of what they stand for. */
export function checkExamples({ examples, problems }: SchemaScope, defs: Definitions): void {
  for (const { schema, value, path, at } of examples) {
    const [error] = violations(value, { ...schema, $defs: defs });
    if (error !== undefined) problems.report(at, 'example_misfit', path, textOf(error));
  }
}

let validator: ajv.Ajv2020 | undefined;

function violations(value: unknown, schema: JsonSchema): readonly ajv.ErrorObject[] {
  validator ??= load();
  const validate = validator.compile(schema);
  // Ajv would keep every schema it ever saw, and `persist dev` compiles with every edit.
  validator.removeSchema(schema);
  return validate(value) ? [] : (validate.errors ?? []);
}

/** Most models have no examples, and loading Ajv takes a tenth of what compiling one of them does. */
function load(): ajv.Ajv2020 {
  const require = createRequire(import.meta.url);
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof ajv;
  const { fullFormats } = require('ajv-formats/dist/formats.js') as typeof ajvFormats;
  return new Ajv2020({ strict: false, validateSchema: false, addUsedSchema: false, formats: fullFormats });
}

function textOf({ instancePath, message, params }: ajv.ErrorObject): string {
  const place = instancePath === '' ? 'it' : instancePath.slice(1).replaceAll('/', '.');
  const unknown = (params as { readonly additionalProperty?: string }).additionalProperty;
  return `${place} ${message ?? 'does not fit'}${unknown === undefined ? '' : `: ${unknown}`}`;
}
