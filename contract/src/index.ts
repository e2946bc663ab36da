export { assertNever } from './assert-never.js';
export type { InMemoryType, Json, JsonObject, JsonSchema, JsonType } from './json-schema.js';
export {
  CONTRACT_VERSION,
  type AuditLabelNode,
  type CollectionNode,
  type ColumnNode,
  type ColumnType,
  type CommandNode,
  type ConstraintNode,
  type ConstraintPartNode,
  type Contract,
  type CreateNode,
  type Definitions,
  type ErrorNode,
  type FieldNode,
  type GetterNode,
  type InputNode,
  type InvariantNode,
  type JsonColumnNode,
  type ModelNode,
  type ParameterNode,
  type QueryNode,
  type SourceNode,
  type StorageNode,
  type ViewNode,
} from './nodes.js';

export { filteredField, listOperators, type ListOperator } from './naming/list-operators.js';
export {
  auditEvent,
  collectionTable,
  columnName,
  errorCode,
  memberPath,
  modelName,
  tableName,
} from './naming/names.js';
export { pluralise } from './naming/pluralise.js';
export {
  isProblemMemberName,
  isRecordFieldName,
  isReservedMethodName,
  problemMemberNames,
  recordFieldNames,
  type ProblemMemberName,
  type RecordFieldName,
} from './naming/reserved-names.js';
export { kebabCase, snakeCase } from './naming/word-case.js';

export {
  collectionFields,
  findModel,
  patchableFields,
  publicFields,
  scalarFields,
  type CollectionField,
  type ScalarField,
} from './model/model-fields.js';

export { compareSchemas, type DefinitionPair, type SchemaRelation } from './diff/compare-schemas.js';
export { isBreaking, type ContractChange } from './diff/contract-change.js';
export { diffContracts } from './diff/diff-contracts.js';

export { canonicalJson } from './document/canonical-json.js';
export { contractHash, modelHash } from './document/contract-hash.js';
export {
  InvalidContractError,
  type InvalidContractCode,
  type InvalidContractDetails,
} from './document/invalid-contract-error.js';
export { serialiseContract } from './document/serialise-contract.js';
export type { ContractProblem } from './document/shape-problems.js';
export { parseContract, validateContract } from './document/validate-contract.js';

export { acceptsNull } from './schema/accepts-null.js';
export { MAX_BULK_IDS, bulkInputSchema, bulkResultSchema } from './schema/bulk-schemas.js';
export { modelSchemaDocument } from './schema/model-schema-document.js';
export { pageSchema, recordSchema, stateSchema } from './schema/model-schemas.js';
export { patchDefinitions, patchSchema } from './schema/patch-schema.js';
export { errorProblemSchema, problemSchema } from './schema/problem-schema.js';
export { isOptionalAsWhole, requiresInput } from './schema/requires-input.js';
export { referenceTo, referencedName, resolveRef } from './schema/references.js';
export { JSON_SCHEMA_DIALECT, standaloneSchema, type SchemaDocument } from './schema/standalone-schema.js';
export { stringFormats } from './schema/string-formats.js';
export {
  mapDefinitions,
  mapReferences,
  mapSchema,
  reachableDefinitions,
  schemaReferences,
  subschemas,
  type Subschema,
} from './schema/visit-schema.js';
