import { isFromPersist } from '../typescript/type-origin.js';
import { ts } from '../typescript/ts.js';
import { docCommentOf, type DocComment } from './doc-comment.js';

/** Where a type is written: mostly a type node, else the initialiser `new Set<Email>()`. */
export type Written = ts.TypeNode | ts.NewExpression;

/** A written type behind its aliases, and what the comments of those say. */
export interface FollowedType {
  readonly node: Written | undefined;
  /** The outermost alias first. */
  readonly aliases: readonly FollowedAlias[];
}

export interface FollowedAlias {
  readonly declaration: ts.Node;
  readonly doc: DocComment;
}

/** TypeScript forgets the alias of a primitive (`type Email = string`): only the written type leads to it. */
export function followAliases(written: Written | undefined, checker: ts.TypeChecker): FollowedType {
  const aliases: FollowedAlias[] = [];
  let node = written;
  for (;;) {
    const next = node === undefined ? undefined : step(node, checker);
    if (next === undefined) return { node, aliases };
    const { documented: declaration } = next;
    if (declaration !== undefined) aliases.push({ declaration, doc: docCommentOf(declaration) });
    node = next.node;
  }
}

/** The written type of an element, key or value: the type argument, or the element of an array or tuple. */
export function writtenArgument(written: Written | undefined, index: number): ts.TypeNode | undefined {
  if (written === undefined) return undefined;
  if (ts.isArrayTypeNode(written)) return index === 0 ? written.elementType : undefined;
  if (ts.isTupleTypeNode(written)) return unwrapElement(written.elements[index]);
  if (ts.isTypeReferenceNode(written)) {
    return isContainer(written) ? written.typeArguments?.[index] : undefined;
  }
  return ts.isNewExpression(written) ? written.typeArguments?.[index] : undefined;
}

/** Whether the arguments of a generic type are what it holds. */
export function isContainer({ typeName }: ts.TypeReferenceNode): boolean {
  return containers.has(typeName.getText());
}

const containers: ReadonlySet<string> = new Set([
  'Array',
  'ReadonlyArray',
  'Set',
  'ReadonlySet',
  'Map',
  'ReadonlyMap',
  'Record',
  'Promise',
]);

/** The written type of one member of a union. */
export function writtenMember(
  written: Written | undefined,
  type: ts.Type,
  checker: ts.TypeChecker,
): Written | undefined {
  if (written === undefined) return undefined;
  if (!ts.isUnionTypeNode(written)) return agreeing(written, type, checker);
  return written.types.find((node) => checker.getTypeFromTypeNode(node) === type);
}

/** The written type, if it still says what the type is. */
export function agreeing(
  written: Written | undefined,
  type: ts.Type,
  checker: ts.TypeChecker,
): Written | undefined {
  return written !== undefined && agrees(written, type, checker) ? written : undefined;
}

/** Whether a written type still says what the type is; of a mapped or generic member it need not. */
function agrees(written: Written, type: ts.Type, checker: ts.TypeChecker): boolean {
  if (ts.isNewExpression(written)) return true;
  const declared = checker.getTypeFromTypeNode(written);
  return checker.getNonNullableType(declared) === checker.getNonNullableType(type);
}

/** The type a declaration is written with, or its initialiser: `new Set<Email>()`, `[] as Email[]`. */
export function writtenTypeOf(declaration: ts.Node): Written | undefined {
  if (!hasType(declaration)) return undefined;
  if (declaration.type !== undefined) return declaration.type;
  const initializer = 'initializer' in declaration ? declaration.initializer : undefined;
  if (initializer === undefined) return undefined;
  if (ts.isAsExpression(initializer)) return initializer.type;
  return ts.isNewExpression(initializer) ? initializer : undefined;
}

type Step = { readonly node: Written | undefined; readonly documented?: ts.Node };

function step(node: Written, checker: ts.TypeChecker): Step | undefined {
  if (ts.isNewExpression(node)) return undefined;
  if (ts.isParenthesizedTypeNode(node)) return { node: node.type };
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword) {
    return { node: node.type };
  }
  if (ts.isIndexedAccessTypeNode(node)) return propertyStep(node, checker);
  if (!ts.isTypeReferenceNode(node)) return undefined;
  if (node.typeArguments === undefined) return aliasStep(node, checker);
  return node.typeName.getText() === 'Readonly' ? { node: node.typeArguments[0] } : undefined;
}

function aliasStep({ typeName }: ts.TypeReferenceNode, checker: ts.TypeChecker): Step | undefined {
  const symbol = checker.getSymbolAtLocation(typeName);
  if (symbol === undefined) return undefined;
  const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
  // `Json` is no alias of the app's: what its comment says is known.
  if (isFromPersist(target)) return undefined;
  const alias = target.declarations?.find(ts.isTypeAliasDeclaration);
  if (alias === undefined || alias.typeParameters !== undefined) return undefined;
  return { node: alias.type, documented: alias };
}

/** `Account['email']` has the tags of the property. */
function propertyStep(
  { objectType, indexType }: ts.IndexedAccessTypeNode,
  checker: ts.TypeChecker,
): Step | undefined {
  const index = checker.getTypeFromTypeNode(indexType);
  if (!index.isStringLiteral()) return undefined;
  const property = checker.getPropertyOfType(checker.getTypeFromTypeNode(objectType), index.value);
  const declaration = property?.valueDeclaration;
  if (declaration === undefined) return undefined;
  return { node: writtenTypeOf(declaration), documented: declaration };
}

function unwrapElement(element: ts.TypeNode | ts.NamedTupleMember | undefined): ts.TypeNode | undefined {
  if (element === undefined) return undefined;
  if (ts.isNamedTupleMember(element) || ts.isOptionalTypeNode(element)) return element.type;
  return element;
}

type TypedDeclaration = ts.PropertyDeclaration | ts.PropertySignature | ts.ParameterDeclaration;

function hasType(node: ts.Node): node is TypedDeclaration {
  return ts.isPropertyDeclaration(node) || ts.isPropertySignature(node) || ts.isParameter(node);
}
