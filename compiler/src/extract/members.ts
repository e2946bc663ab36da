import { ts } from '../typescript/ts.js';
import { marksOf, type Mark } from './marks.js';

/** A field, getter or method of a class, its own or inherited, that the contract may speak of. */
export interface Member {
  readonly kind: 'field' | 'getter' | 'method';
  readonly name: string;
  /** How messages name it: `LedgerBook.accounts`. */
  readonly path: string;
  readonly node: MemberDeclaration;
  /** The name in the source, for messages to point at. */
  readonly place: ts.Node;
  /** The type it has in the class it was asked for, inherited type parameters bound. */
  readonly type: ts.Type;
  readonly marks: readonly Mark[];
  readonly visibility: 'public' | 'private';
}

/** A parameter is one where it declares a field: `constructor(readonly name: string)`. */
export type MemberDeclaration =
  ts.PropertyDeclaration | ts.ParameterDeclaration | ts.GetAccessorDeclaration | ts.MethodDeclaration;

export interface NamedClass {
  readonly name: string;
  readonly node: ts.ClassLikeDeclaration;
  /** With its base classes, the outermost first. */
  readonly classes: readonly ts.ClassLikeDeclaration[];
}

/**
 * The instance members in order of declaration, those of base classes first. An overriding one takes the
 * place, and without decorators of its own the marks, of what it overrides.
 */
export function membersOf(
  { name: owner, node, classes }: NamedClass,
  checker: ts.TypeChecker,
): readonly Member[] {
  const instance = checker.getTypeAtLocation(node);
  const members = new Map<string, Member>();
  for (const declaration of classes.flatMap(declarationsIn)) {
    const { name, place } = nameOf(declaration);
    const property = checker.getPropertyOfType(instance, name);
    if (property === undefined) continue;
    const marks = marksOf(declaration, checker);
    members.set(name, {
      kind: kindOf(declaration),
      name,
      path: `${owner}.${name}`,
      node: declaration,
      place,
      type: checker.getTypeOfSymbol(property),
      marks: marks.length > 0 ? marks : (members.get(name)?.marks ?? []),
      visibility: isHidden(declaration) ? 'private' : 'public',
    });
  }
  return [...members.values()];
}

export function isStatic(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && hasModifier(node, ts.SyntaxKind.StaticKeyword);
}

export function isHidden(node: ts.Node): boolean {
  return hasModifier(node, ts.SyntaxKind.PrivateKeyword) || hasModifier(node, ts.SyntaxKind.ProtectedKeyword);
}

export function hasModifier(node: ts.Node, kind: ts.ModifierSyntaxKind): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false)
  );
}

function declarationsIn(node: ts.ClassLikeDeclaration): readonly MemberDeclaration[] {
  return node.members.flatMap((member): readonly MemberDeclaration[] => {
    if (ts.isConstructorDeclaration(member)) {
      return member.parameters.filter((parameter) => ts.isParameterPropertyDeclaration(parameter, member));
    }
    const isMember =
      ts.isPropertyDeclaration(member) ||
      ts.isGetAccessorDeclaration(member) ||
      ts.isMethodDeclaration(member);
    return isMember && isReadable(member) ? [member] : [];
  });
}

/** #private, computed and accessor members are refused elsewhere. */
function isReadable(member: MemberDeclaration): boolean {
  const plain = ts.isIdentifier(member.name) || ts.isStringLiteral(member.name);
  return plain && !isStatic(member) && !hasModifier(member, ts.SyntaxKind.AccessorKeyword);
}

function nameOf({ name }: MemberDeclaration): { readonly name: string; readonly place: ts.Node } {
  const text = ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : name.getText();
  return { name: text, place: name };
}

function kindOf(node: MemberDeclaration): Member['kind'] {
  if (ts.isMethodDeclaration(node)) return 'method';
  return ts.isGetAccessorDeclaration(node) ? 'getter' : 'field';
}
