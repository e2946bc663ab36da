import type { InputNode, JsonSchema, ParameterNode } from '@persist/contract';
import { constrain } from '../schema/constrain.js';
import { docCommentOf } from '../schema/doc-comment.js';
import { withExamples, withPayloadExamples } from '../schema/examples.js';
import type { SchemaScope } from '../schema/schema-scope.js';
import { agreeing, writtenTypeOf } from '../schema/written-type.js';
import { isFromPersist } from '../typescript/type-origin.js';
import { ts } from '../typescript/ts.js';
import { includesUndefined } from './data-member.js';
import { initialValue } from './initial-value.js';
import { checkMethodDoc, parameterDoc } from './parameter-doc.js';

/** A method or constructor, as seen from the class it is called on. */
export interface Callable {
  /** How messages name it: `LedgerBook.openAccount`. */
  readonly path: string;
  readonly node: ts.SignatureDeclaration;
  readonly signature: ts.Signature;
}

export interface CallableInput {
  readonly input: InputNode;
  readonly injectsContext: boolean;
}

/** What a caller sends: every parameter but the injected context. */
export function inputOf(callable: Callable, scope: SchemaScope): CallableInput {
  const { node, path, signature } = callable;
  checkMethodDoc(node, path, scope);
  const declared = signature.getParameters().flatMap((symbol) => {
    const declaration = symbol.valueDeclaration;
    return declaration !== undefined && ts.isParameter(declaration)
      ? [{ symbol, node: declaration, path }]
      : [];
  });
  const contexts = declared.filter((parameter) => isContext(parameter, scope));
  for (const context of contexts) {
    if (context === declared.at(-1)) continue;
    scope.problems.report(context.node.name, 'context_not_last', labelOf(context));
  }
  const payload = declared.filter((parameter) => !contexts.includes(parameter));
  const parameters = payload.map((parameter) => parameterNode(parameter, scope));
  const input = bind(parameters, payload, scope);
  const schema = withPayloadExamples(input.schema, docCommentOf(node), { path, scope });
  return { input: { ...input, schema }, injectsContext: contexts.length > 0 };
}

function payloadSchema(parameters: readonly ParameterNode[]): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      parameters.map((parameter) => [parameter.name, describedSchema(parameter)]),
    ),
    required: parameters.filter(({ optional }) => !optional).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** Of whatever takes no payload. */
export const noInput: InputNode = {
  kind: 'input',
  binding: 'none',
  parameters: [],
  schema: payloadSchema([]),
};

interface Parameter {
  readonly symbol: ts.Symbol;
  readonly node: ts.ParameterDeclaration;
  /** Of its method. */
  readonly path: string;
}

function isContext({ symbol }: Parameter, { app }: SchemaScope): boolean {
  const type = app.checker.getNonNullableType(app.checker.getTypeOfSymbol(symbol)).getSymbol();
  return type?.name === 'CommandContext' && isFromPersist(type);
}

function parameterNode(parameter: Parameter, scope: SchemaScope): ParameterNode {
  const { node, symbol } = parameter;
  const { checker } = scope.app;
  const path = labelOf(parameter);
  if (node.dotDotDotToken !== undefined) scope.problems.report(node.name, 'rest_parameter', path);
  const type = checker.getTypeOfSymbol(symbol);
  const written = agreeing(writtenTypeOf(node), type, checker);
  const optional =
    node.questionToken !== undefined || node.initializer !== undefined || includesUndefined(type);
  const { constraints, own, description } = parameterDoc(node, path, scope);
  const plain = scope.schemaOf({ type, written, path, place: node.name, optional });
  const schema = withExamples(constrain(plain, constraints, { path, scope }), [own], { path, scope });
  const initial = initialValue(node.initializer, scope.definitions.resolve(schema), checker);
  return {
    kind: 'parameter',
    name: nameOf(node),
    optional,
    schema,
    ...(initial !== undefined && { default: initial.value }),
    ...(description !== undefined && { description }),
  };
}

function bind(
  parameters: readonly ParameterNode[],
  payload: readonly Parameter[],
  scope: SchemaScope,
): InputNode {
  const [single] = parameters;
  if (single === undefined) return noInput;
  if (parameters.length === 1 && isObject(single.schema, scope)) {
    return { kind: 'input', binding: 'object', parameters, schema: single.schema };
  }
  for (const { node, path } of payload) {
    if (!ts.isIdentifier(node.name)) scope.problems.report(node.name, 'destructured_parameter', path);
  }
  return { kind: 'input', binding: 'named', parameters, schema: payloadSchema(parameters) };
}

function describedSchema({ schema, description, default: initial }: ParameterNode): JsonSchema {
  return {
    ...schema,
    ...(description !== undefined && { description }),
    ...(initial !== undefined && { default: initial }),
  };
}

/** Whether every value of the schema is a JSON object that is an object in memory too. */
function isObject(schema: JsonSchema, scope: SchemaScope): boolean {
  const target = scope.definitions.resolve(schema);
  if (target.anyOf !== undefined) return target.anyOf.every((each) => isObject(each, scope));
  return target.type === 'object' && target['x-persist-type'] === undefined;
}

function labelOf({ node, path }: Parameter): string {
  return `${path}(${nameOf(node)})`;
}

/** A destructured parameter has no name; as the payload itself it needs none. */
function nameOf({ name }: ts.ParameterDeclaration): string {
  return ts.isIdentifier(name) ? name.text : 'input';
}
