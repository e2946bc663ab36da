import { bulkCommands } from '../routes/bulk.js';
import { bulkOperation } from './bulk-operation.js';
import type { PathItem, Paths } from './document.js';
import { commandOperation, createOperation, readPathItem, removeOperation } from './method-operations.js';
import type { ModelVocabulary } from './model-vocabulary.js';
import { patchOperation } from './patch-operation.js';
import { auditsOperation, getOperation, listOperation } from './record-operations.js';

/** Everything that is served for one model below `base`, path by path. */
export function modelPaths(words: ModelVocabulary, base: string): Paths {
  const { model } = words;
  const collection = `${base}/${model.name}`;
  const record = `${collection}/{id}`;
  const items: readonly (readonly [string, PathItem])[] = [
    [collection, { post: createOperation(words), get: listOperation(words) }],
    [record, { get: getOperation(words), delete: removeOperation(words) }],
    ...(model.patch ? [[record, { patch: patchOperation(words) }] as const] : []),
    ...model.commands.map(
      (node) => [`${record}/${node.path}`, { post: commandOperation(words, node) }] as const,
    ),
    ...bulkCommands(model).map(
      (node) => [`${collection}/_bulk/${node.path}`, { post: bulkOperation(words, node) }] as const,
    ),
    ...model.queries.map((node) => [`${record}/${node.path}`, readPathItem(words, node)] as const),
    ...model.views.map((node) => [`${record}/views/${node.path}`, readPathItem(words, node)] as const),
    [`${record}/_audits`, { get: auditsOperation(words) }],
  ];
  return mergeByPath(items);
}

/** A command and a query may share a path under different methods. */
function mergeByPath(items: readonly (readonly [string, PathItem])[]): Paths {
  const paths: Record<string, PathItem> = {};
  for (const [path, item] of items) paths[path] = { ...paths[path], ...item };
  return paths;
}
