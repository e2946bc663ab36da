import { modelName, type Contract, type ModelNode } from '@persist/contract';
import { compileModel, type ModelClass, type ModelRuntime } from './engine/model-runtime.js';
import { classMetadata } from './model/metadata.js';

/** The models of one app that were opened, by contract name. */
export class ModelRegistry {
  readonly #contract: Contract;
  readonly #models = new Map<string, ModelRuntime>();

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  get models(): ReadonlyMap<string, ModelRuntime> {
    return this.#models;
  }

  /** @throws {TypeError} unless the class is a model of the contract. */
  open(type: ModelClass): ModelRuntime {
    const node = this.#nodeOf(type);
    const known = this.#models.get(node.name);
    if (known === undefined) {
      const model = compileModel(node, type);
      this.#models.set(node.name, model);
      return model;
    }
    if (known.type === type) return known;
    throw new TypeError(`Two classes called ${type.name} were opened as ${node.name}. Import the model from one place.`);
  }

  #nodeOf(type: ModelClass): ModelNode {
    const declared = classMetadata(type)?.model;
    if (declared === undefined) throw new TypeError(`${type.name} is not marked @model. Write @model before the class.`);
    const name = declared.name ?? modelName(type.name);
    const node = this.#contract.models.find((model) => model.name === name);
    if (node !== undefined) return node;
    const known = this.#contract.models.map((model) => model.name).join(', ') || 'no models';
    throw new TypeError(
      `${type.name} (${name}) is not in the contract, which holds ${known}. Is the class exported from src/? ` +
        'Run `persist build`, or start the app with `persist dev`.',
    );
  }
}
