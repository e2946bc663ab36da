import type {
  AuditLabelNode,
  CollectionNode,
  ColumnNode,
  CommandNode,
  ConstraintNode,
  ConstraintPartNode,
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

/** Every kind of node a contract holds. */
export type NodeKind =
  | AuditLabelNode['kind']
  | CollectionNode['kind']
  | ColumnNode['kind']
  | CommandNode['kind']
  | ConstraintNode['kind']
  | ConstraintPartNode['kind']
  | CreateNode['kind']
  | ErrorNode['kind']
  | FieldNode['kind']
  | GetterNode['kind']
  | InputNode['kind']
  | InvariantNode['kind']
  | JsonColumnNode['kind']
  | ModelNode['kind']
  | ParameterNode['kind']
  | QueryNode['kind']
  | SourceNode['kind']
  | ViewNode['kind'];
