import type {
  AuditLabelNode,
  CollectionNode,
  ColumnNode,
  CommandNode,
  ConstraintNode,
  ConstraintPartNode,
  Contract,
  CreateNode,
  ErrorNode,
  FieldNode,
  GetterNode,
  InputNode,
  InvariantNode,
  JsonColumnNode,
  ModelNode,
  ParameterNode,
  QueryNode,
  SourceNode,
  ViewNode,
} from '../nodes.js';
import type { NodeKind } from './node-kind.js';
import {
  anyText,
  flag,
  integer,
  json,
  list,
  node,
  nonEmptyText,
  optional,
  orNull,
  schema,
  sortedMap,
  text,
  word,
  type KeyShapes,
  type KeyShapesOf,
  type Shape,
} from './shape.js';

// The nodes as a table: what loading a contract checks, and the order in which their keys are written.

// Letters of any script, but no capitals.
const words = (joint: string): string => {
  const letters = '[\\p{Ll}\\p{Lo}\\p{Lm}\\p{M}\\p{N}]+';
  return `${letters}(?:${joint}${letters})*`;
};
const kebab = text('a kebab-case name such as "open-account"', new RegExp(`^${words('-')}$`, 'u'));
const snake = text('a snake_case name such as "owner_name"', new RegExp(`^${words('_')}$`, 'u'));
const childTable = text(
  'a name such as "ledger_books__accounts"',
  new RegExp(`^${words('_')}__${words('_')}$`, 'u'),
);
const code = text('a code such as "insufficient_funds"', /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);

const storage = node('column', 'json', 'collection');
const source = node('source');
const input = node('input');
const errors = list(nonEmptyText);
const transport = word('query', 'body');
const description = optional(anyText);
const definitions = sortedMap(schema);

const model: KeyShapesOf<ModelNode> = {
  name: kebab,
  className: nonEmptyText,
  table: snake,
  schemaVersion: integer(1),
  patch: flag,
  description,
  source,
  fields: list(node('field')),
  getters: list(node('getter')),
  constraints: list(node('unique', 'index')),
  create: node('create'),
  commands: list(node('command')),
  queries: list(node('query')),
  views: list(node('view')),
  invariants: list(node('invariant')),
  $defs: definitions,
};

const field: KeyShapesOf<FieldNode> = {
  name: nonEmptyText,
  visibility: word('public', 'private'),
  readonly: flag,
  optional: flag,
  schema,
  storage,
  default: optional(json),
  description,
};

const column: KeyShapesOf<ColumnNode> = {
  column: snake,
  type: word('text', 'number', 'boolean', 'timestamp', 'bigint'),
};

const jsonColumn: KeyShapesOf<JsonColumnNode> = { column: snake };

const collection: KeyShapesOf<CollectionNode> = {
  shape: word('array', 'set', 'map', 'entries'),
  table: childTable,
  element: schema,
  key: optional(schema),
};

const getter: KeyShapesOf<GetterNode> = { name: nonEmptyText, schema, description };

const constraint: KeyShapesOf<ConstraintNode> = { field: nonEmptyText, parts: list(node('part')) };

const part: KeyShapesOf<ConstraintPartNode> = { field: nonEmptyText, path: list(nonEmptyText) };

const create: KeyShapesOf<CreateNode> = {
  name: word('create'),
  description,
  source,
  injectsContext: flag,
  input,
  errors,
};

const command: KeyShapesOf<CommandNode> = {
  name: nonEmptyText,
  path: kebab,
  description,
  source,
  async: flag,
  injectsContext: flag,
  requireIfMatch: flag,
  input,
  result: orNull(schema),
  errors,
  audit: node('audit-label'),
  outbox: optional(nonEmptyText),
};

const auditLabel: KeyShapesOf<AuditLabelNode> = { event: nonEmptyText, message: optional(anyText) };

const query: KeyShapesOf<QueryNode> = {
  name: nonEmptyText,
  path: kebab,
  description,
  source,
  async: flag,
  transport,
  input,
  result: orNull(schema),
  errors,
};

const view: KeyShapesOf<ViewNode> = { ...query, member: word('getter', 'method') };

const inputKeys: KeyShapesOf<InputNode> = {
  binding: word('object', 'named', 'none'),
  parameters: list(node('parameter')),
  schema,
};

const parameter: KeyShapesOf<ParameterNode> = {
  name: nonEmptyText,
  optional: flag,
  schema,
  default: optional(json),
  description,
};

const invariant: KeyShapesOf<InvariantNode> = { name: nonEmptyText, source, errors };

const error: KeyShapesOf<ErrorNode> = {
  name: nonEmptyText,
  status: integer(400, 499),
  code,
  description,
  fields: list(node('parameter')),
  $defs: definitions,
};

const sourceKeys: KeyShapesOf<SourceNode> = { file: nonEmptyText, line: integer(1) };

export const nodeShapes: Readonly<Record<NodeKind, KeyShapes>> = {
  'audit-label': auditLabel,
  collection,
  column,
  command,
  create,
  error,
  field,
  getter,
  index: constraint,
  input: inputKeys,
  invariant,
  json: jsonColumn,
  model,
  parameter,
  part,
  query,
  source: sourceKeys,
  unique: constraint,
  view,
};

const contractKeys: KeyShapesOf<Contract> = {
  contractVersion: integer(1),
  models: list(node('model')),
  errors: list(node('error')),
};

export const contractShape: Shape = { is: 'record', as: 'a contract', keys: contractKeys };
