import type {
  CommandNode,
  CreateNode,
  Definitions,
  InputNode,
  Json,
  JsonObject,
  JsonSchema,
  ModelNode,
  QueryNode,
  ViewNode,
} from '@persist/contract';
import { compileCodec, EncodingError, locate, type Codec } from '../model/codec/index.js';
import { compileValidator } from '../model/validator.js';
import { compileBulkPayloads, type BulkPayloads } from './bulk-payload.js';
import { compileChangeCheck, type ChangeCheck } from './change-check.js';
import { invalid } from './invalid.js';
import { compilePatch, type PatchRuntime } from './patch/patch-runtime.js';
import { compileStatePlan, type StatePlan } from './recorder/index.js';

/** A model's class. */
export type ModelClass<T extends object = object> = new (...args: never[]) => T;

/** A model ready to run: its node, its class, and everything compiled from them once. */
export interface ModelRuntime {
  readonly node: ModelNode;
  readonly type: ModelClass;
  readonly plan: StatePlan;
  readonly create: MethodRuntime<CreateNode>;
  readonly commands: ReadonlyMap<string, CommandRuntime>;
  readonly queries: ReadonlyMap<string, MethodRuntime<QueryNode>>;
  readonly views: ReadonlyMap<string, MethodRuntime<ViewNode>>;
  /** `undefined` unless the model is declared with `patch: true`. */
  readonly patch: PatchRuntime | undefined;
  readonly checkChanges: ChangeCheck;
  /** The values of the getters of an instance, encoded. */
  computed(self: object): JsonObject;
}

export interface MethodRuntime<Node> {
  readonly node: Node;
  /** @throws {PersistDomainError} `validation_error` unless the payload keeps to the contract. */
  check(input: Json | undefined): void;
  /** Positional arguments of a checked payload, made afresh. */
  arguments(input: Json | undefined): unknown[];
  /** The payload of positional arguments. @throws {PersistDomainError} `validation_error` */
  payload(args: readonly unknown[]): Json;
  encodeResult(value: unknown): Json | undefined;
  decodeResult(result: Json | undefined): unknown;
}

export interface CommandRuntime extends MethodRuntime<CommandNode> {
  readonly bulk: BulkPayloads;
}

type AnyMethodNode = CreateNode | CommandNode | QueryNode | ViewNode;

export function compileModel(node: ModelNode, type: ModelClass): ModelRuntime {
  const compile = <Node extends AnyMethodNode>(method: Node) => compileMethod(method, node.$defs);
  const byName = <Node extends QueryNode | ViewNode>(methods: readonly Node[]) =>
    new Map(methods.map((method) => [method.name, compile(method)] as const));
  const plan = compileStatePlan(node);
  const commands = node.commands.map((command): [string, CommandRuntime] => [
    command.name,
    { ...compile(command), bulk: compileBulkPayloads(command, node.$defs) },
  ]);
  return {
    node,
    type,
    plan,
    create: compile(node.create),
    commands: new Map(commands),
    queries: byName(node.queries),
    views: byName(node.views),
    patch: compilePatch(node, plan),
    checkChanges: compileChangeCheck(node),
    computed: compileGetters(node),
  };
}

function compileMethod<Node extends AnyMethodNode>(node: Node, defs: Definitions): MethodRuntime<Node> {
  const validate = compileValidator(node.input.schema, defs);
  const binding = compileBinding(node.input, defs);
  const schema: JsonSchema | null = node.kind === 'create' ? null : node.result;
  const result = schema === null ? undefined : compileCodec(schema, defs);
  return {
    node,
    check(input) {
      if (binding.isLeftOut(input)) return;
      const errors = validate(input ?? (node.input.binding === 'none' ? {} : input));
      if (errors.length > 0) throw invalid(`The input of ${node.name} breaks its contract`, errors);
    },
    arguments: (input) => binding.arguments(input),
    payload: (args) => encodable(node.name, () => binding.payload(args)),
    encodeResult: (value) => (result === undefined ? undefined : result.encode(value)),
    decodeResult: (value) => (result === undefined || value === undefined ? undefined : result.decode(value)),
  };
}

function compileGetters(model: ModelNode): (self: object) => JsonObject {
  const getters = model.getters.map(({ name, schema }) => [name, compileCodec(schema, model.$defs)] as const);
  return (self) => {
    const values = getters.map(([name, codec]) => [name, (self as Record<string, unknown>)[name], codec] as const);
    return Object.fromEntries(
      values.filter(([, value]) => value !== undefined).map(([name, value, codec]) => [name, codec.encode(value)]),
    );
  };
}

interface Binding {
  /** Whether the payload as a whole is optional and was not given. */
  isLeftOut(payload: Json | undefined): boolean;
  arguments(payload: Json | undefined): unknown[];
  payload(args: readonly unknown[]): Json;
}

function compileBinding(input: InputNode, defs: Definitions): Binding {
  const isLeftOut = () => false;
  if (input.binding === 'none') return { isLeftOut, arguments: () => [], payload: () => ({}) };
  const codecs = input.parameters.map((parameter) => compileCodec(parameter.schema, defs));
  if (input.binding === 'object') return wholePayload(codecs[0]!, input.parameters[0]!.optional);
  return {
    isLeftOut,
    arguments(payload) {
      const values = payload as JsonObject;
      return input.parameters.map(({ name }, position) =>
        Object.hasOwn(values, name) ? codecs[position]!.decode(values[name]!) : undefined,
      );
    },
    payload(args) {
      const named = input.parameters.map(({ name }, position) => [name, args[position], codecs[position]!] as const);
      return Object.fromEntries(
        named
          .filter(([, value]) => value !== undefined)
          .map(([name, value, codec]) => [name, at(name, () => codec.encode(value))]),
      );
    },
  };
}

/** Arguments in process have not been through a parser: what JSON cannot express breaks the contract like the rest. */
function encodable(method: string, encode: () => Json): Json {
  try {
    return encode();
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    throw invalid(`The input of ${method} breaks its contract`, [{ path: error.path, message: error.problem }]);
  }
}

function at<T>(parameter: string, encode: () => T): T {
  try {
    return encode();
  } catch (error) {
    throw locate(error, parameter);
  }
}

/** A payload that is left out travels as `null`: the parameter's own default applies. */
function wholePayload(codec: Codec, optional: boolean): Binding {
  const isLeftOut = (payload: Json | undefined) => optional && (payload ?? null) === null;
  return {
    isLeftOut,
    arguments: (payload) => (isLeftOut(payload) ? [undefined] : [codec.decode(payload!)]),
    payload: ([input]) => (optional && input === undefined ? null : codec.encode(input)),
  };
}
