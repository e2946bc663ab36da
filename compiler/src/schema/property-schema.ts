import type { JsonSchema } from '@persist/contract';
import { ts } from '../typescript/ts.js';
import { docCommentOf } from './doc-comment.js';
import { documented } from './documented.js';
import type { SchemaScope, Site } from './schema-scope.js';
import { agreeing, writtenArgument, writtenTypeOf, type Written } from './written-type.js';

/** The schema of a property of an object type, with what its comment says of it. */
export function schemaOfProperty(member: ts.Symbol, owner: Site, scope: SchemaScope): JsonSchema {
  const { checker } = scope.app;
  const path = `${owner.path}.${member.name}`;
  const type = checker.getTypeOfSymbol(member);
  const declarations = member.declarations ?? [];
  const candidates = [...declarations.map(writtenTypeOf), recordValue(owner.written)];
  const written = candidates.find((each) => agreeing(each, type, checker) !== undefined);
  // A mapped type may have made something else of the property that its tags are about.
  const isFaithful = !isMapped(owner.type) || written !== undefined;
  const place = placeOf(declarations) ?? owner.place;
  const schema = scope.schemaOf({ type, written, path, place, optional: isOptional(member, checker) });
  return documented(schema, isFaithful ? declarations.map(docCommentOf) : [], { path, scope });
}

export function isOptional(member: ts.Symbol, checker: ts.TypeChecker): boolean {
  if ((member.flags & ts.SymbolFlags.Optional) !== 0) return true;
  const type = checker.getTypeOfSymbol(member);
  return type.isUnion() && type.types.some(({ flags }) => (flags & ts.TypeFlags.Undefined) !== 0);
}

export function isMapped(type: ts.Type): boolean {
  const isObject = (type.flags & ts.TypeFlags.Object) !== 0;
  return isObject && ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Mapped) !== 0;
}

/** The properties of `Record<'a' | 'b', Email>` are declared nowhere but in its argument. */
function recordValue(written: Written | undefined): Written | undefined {
  if (written === undefined || !ts.isTypeReferenceNode(written)) return undefined;
  return written.typeName.getText() === 'Record' ? writtenArgument(written, 1) : undefined;
}

/** The name of a property where it is declared, unless that is in a package. */
function placeOf(declarations: readonly ts.Declaration[]): ts.Node | undefined {
  const own = declarations.find((each) => !each.getSourceFile().isDeclarationFile);
  return own === undefined ? undefined : (ts.getNameOfDeclaration(own) ?? own);
}
