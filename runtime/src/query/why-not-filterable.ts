import { publicFields, type ModelNode } from '@persist/contract';

/**
 * Why a public field, or what is inside it, cannot be filtered or sorted by; `undefined` for any other name: private
 * fields are as unknown as those that do not exist.
 */
export function whyNotFilterable(model: ModelNode, name: string): string | undefined {
  const [root = '', ...path] = name.split('.');
  const field = publicFields(model).find((each) => each.name === root);
  if (field === undefined || field.storage.kind === 'column') return undefined;
  if (field.storage.kind === 'collection') return 'is a collection, not a single value';
  return path.length === 0 ? 'is not a single value' : 'is not indexed';
}
