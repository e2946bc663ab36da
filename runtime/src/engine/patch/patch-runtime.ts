import {
  isRecordFieldName,
  patchableFields,
  patchDefinitions,
  patchSchema,
  publicFields,
  type Json,
  type JsonObject,
  type ModelNode,
} from '@persist/contract';
import { compileCodec, EncodingError, locate, type Codec } from '../../model/codec/index.js';
import { compileValidator, type Violation } from '../../model/validator.js';
import { invalid } from '../invalid.js';
import type { StatePlan } from '../recorder/index.js';
import { compileFieldPatcher } from './patch-field.js';

/** Merge patches of one model (RFC 7396). */
export interface PatchRuntime {
  /** @throws {PersistDomainError} `validation_error` unless it names what may be patched, with values that fit. */
  check(patch: Json): void;
  /** Merges a checked patch into an instance. @throws {PersistDomainError} `validation_error`; undo it all then. */
  apply(self: object, patch: Json): void;
  /** The patch of values as an app holds them. @throws {PersistDomainError} `validation_error` */
  payload(values: object): JsonObject;
}

/** `undefined` unless the model is declared with `patch: true`. */
export function compilePatch(model: ModelNode, plan: StatePlan): PatchRuntime | undefined {
  if (!model.patch) return undefined;
  const schema = patchSchema(model);
  const defs = patchDefinitions(model);
  const validate = compileValidator(schema, defs);
  const patchers = new Map(
    patchableFields(model).map(
      (node) => [node.name, compileFieldPatcher(node, plan.byName.get(node.name)!, model.$defs)] as const,
    ),
  );
  const codecs = new Map(
    Object.entries(schema.properties!).map(
      ([name, field]) => [name, compileCodec(field, defs, { undeclared: 'refuse' })] as const,
    ),
  );
  return {
    check(patch) {
      refuseIfAny(model, validate(patch).map((violation) => explain(model, violation)));
    },
    apply(self, patch) {
      const fields = Object.entries(patch as JsonObject);
      refuseIfAny(model, fields.flatMap(([name, value]) => patchers.get(name)!(self, value)));
    },
    payload: (values) => encodePatch(model, codecs, values),
  };
}

/** @throws {TypeError} unless the model may be patched. */
export function patchRuntimeOf({ node, patch }: PatchableModel): PatchRuntime {
  if (patch !== undefined) return patch;
  throw new TypeError(`${node.className} cannot be patched. Declare it with @model({ patch: true }).`);
}

interface PatchableModel {
  readonly node: ModelNode;
  readonly patch: PatchRuntime | undefined;
}

/** What an app leaves `undefined` is not patched. */
function encodePatch(model: ModelNode, codecs: ReadonlyMap<string, Codec>, values: object): JsonObject {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const unknown = given.filter(([name]) => !codecs.has(name));
  const message = `is no field that can be patched; those are ${[...codecs.keys()].join(', ')}`;
  refuseIfAny(model, unknown.map(([name]) => explain(model, { path: name, message })));
  return Object.fromEntries(
    given.map(([name, value]) => [name, encodeField(model, { name, codec: codecs.get(name)! }, value)]),
  );
}

function encodeField(model: ModelNode, { name, codec }: NamedCodec, value: unknown): Json {
  try {
    return codec.encode(value);
  } catch (error) {
    const located = locate(error, name);
    if (!(located instanceof EncodingError)) throw located;
    throw broken(model, [{ path: located.path, message: located.problem }]);
  }
}

interface NamedCodec {
  readonly name: string;
  readonly codec: Codec;
}

/** A caller who sends a record back as it came is told what to leave out. */
function explain(model: ModelNode, violation: Violation): Violation {
  const { path } = violation;
  if (isRecordFieldName(path)) return { path, message: 'is kept by the service; leave it out' };
  const isReadonly = publicFields(model).some(({ name, readonly }) => readonly && name === path);
  return isReadonly ? { path, message: 'is readonly; leave it out' } : violation;
}

function refuseIfAny(model: ModelNode, violations: readonly Violation[]): void {
  if (violations.length > 0) throw broken(model, violations);
}

function broken({ className }: ModelNode, violations: readonly Violation[]) {
  return invalid(`${className} cannot be patched with this`, violations);
}
