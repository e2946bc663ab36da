import type { CollectionNode, ColumnNode, Contract, FieldNode, ModelNode } from '../nodes.js';

/** A field that is a column of its own: filters, sorting and constraints apply to it. */
export type ScalarField = FieldNode & { readonly storage: ColumnNode };

/** A field whose elements are the rows of a child table. */
export type CollectionField = FieldNode & { readonly storage: CollectionNode };

export function findModel(contract: Contract, name: string): ModelNode | undefined {
  return contract.models.find((model) => model.name === name);
}

/** What a record shows, in order of declaration. */
export function publicFields(model: ModelNode): readonly FieldNode[] {
  return model.fields.filter((field) => field.visibility === 'public');
}

/** What a merge patch may name. */
export function patchableFields(model: ModelNode): readonly FieldNode[] {
  return publicFields(model).filter((field) => !field.readonly);
}

/** Private ones included: whoever shows them to a caller picks from {@link publicFields} first. */
export function scalarFields(model: ModelNode): readonly ScalarField[] {
  return model.fields.filter((field): field is ScalarField => field.storage.kind === 'column');
}

export function collectionFields(model: ModelNode): readonly CollectionField[] {
  return model.fields.filter((field): field is CollectionField => field.storage.kind === 'collection');
}
