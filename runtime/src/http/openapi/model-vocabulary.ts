import type { ErrorNode, JsonSchema, ModelNode } from '@persist/contract';
import type { Responses } from './document.js';
import type { Refusals } from './problem-responses.js';

/** How the operations of one model name what they share with the rest of the document. */
export interface ModelVocabulary {
  readonly model: ModelNode;
  /** Refers to the record. */
  readonly record: JsonSchema;
  /** A schema of the model, its references leading into the document. */
  schema(schema: JsonSchema): JsonSchema;
  /** Unique in the document. */
  operationId(name: string): string;
  errors(names: readonly string[]): readonly ErrorNode[];
  problems(refusals: Refusals): Responses;
}
