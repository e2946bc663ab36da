import type { JsonSchema } from '@persist/contract';
import { constrain } from '../schema/constrain.js';
import { constraintsOf } from '../schema/constraints-of.js';
import { docCommentOf } from '../schema/doc-comment.js';
import { withExamples } from '../schema/examples.js';
import type { SchemaScope } from '../schema/schema-scope.js';
import { agreeing, writtenTypeOf } from '../schema/written-type.js';
import { ts } from '../typescript/ts.js';
import type { Member } from './members.js';
import { parameterDoc, type ValueDoc } from './parameter-doc.js';

/** A value that a class has: its schema, whether it may be absent, and what its comment says. */
export interface DataMember {
  readonly schema: JsonSchema;
  readonly optional: boolean;
  readonly description?: string;
}

/** Describes a field or getter. */
export function dataMember({ node, type, path, place }: Member, scope: SchemaScope): DataMember {
  const optional = mayBeAbsent(node, type);
  const declared = ts.isGetAccessorDeclaration(node) ? node.type : writtenTypeOf(node);
  const written = agreeing(declared, type, scope.app.checker);
  const { constraints, own, description } = ts.isParameter(node)
    ? parameterDoc(node, path, scope)
    : ownDoc(node, path, scope);
  const schema = scope.schemaOf({ type, written, path, place, optional });
  return {
    schema: withExamples(constrain(schema, constraints, { path, scope }), [own], { path, scope }),
    optional,
    ...(description !== undefined && { description }),
  };
}

export function includesUndefined(type: ts.Type): boolean {
  const absent = ts.TypeFlags.Undefined | ts.TypeFlags.Void;
  return type.isUnion()
    ? type.types.some(({ flags }) => (flags & absent) !== 0)
    : (type.flags & absent) !== 0;
}

function mayBeAbsent(node: Member['node'], type: ts.Type): boolean {
  return ('questionToken' in node && node.questionToken !== undefined) || includesUndefined(type);
}

function ownDoc(node: ts.Node, path: string, scope: SchemaScope): ValueDoc {
  const doc = docCommentOf(node);
  return {
    constraints: constraintsOf(doc, path, scope),
    own: doc,
    ...(doc.summary !== '' && { description: doc.summary }),
  };
}
