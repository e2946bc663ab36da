import { traceCollection, type Collection } from './collections.js';
import type { Epoch } from './epoch.js';
import { FieldOwner } from './field-owner.js';
import type { Fields } from './fields.js';
import type { LiveState } from './live-state.js';
import { saveObject } from './object-proxy.js';
import type { Owner } from './owner.js';
import { refuseKey, refuseReshaping } from './refused-operations.js';
import type { CollectionPlan, FieldPlan, ValueFieldPlan } from './state-plan.js';
import { traced, type Trace } from './trace.js';

/** Shows the live instance, on which commands run, and knows what was done to its fields. */
export class InstanceTrace implements ProxyHandler<Fields>, Trace {
  readonly epoch: Epoch;
  readonly state: LiveState;
  readonly target: Fields;
  readonly owner = recordOwner;
  readonly self: object;
  /** By position of the field, those that were looked at. */
  readonly fields: (FieldOwner | undefined)[] = [];
  readonly collections: (Collection | undefined)[] = [];
  #saved = false;

  constructor(state: LiveState, epoch: Epoch) {
    this.state = state;
    this.epoch = epoch;
    this.target = state.instance as Fields;
    this.self = new Proxy(this.target, this);
  }

  get(target: Fields, key: string | symbol, receiver: unknown): unknown {
    this.epoch.assertLive();
    const field = this.state.plan.byName.get(key as string);
    // A method or a getter of the class: it runs on the proxy.
    if (field === undefined) return key === traced ? this : Reflect.get(target, key, receiver);
    const value = target[field.name];
    return typeof value === 'object' && value !== null ? this.#view(field, value) : value;
  }

  set(target: Fields, key: string | symbol, value: unknown): boolean {
    this.epoch.assertLive();
    if (typeof key === 'symbol') refuseKey(key);
    const field = this.state.plan.byName.get(key);
    if (field === undefined) return this.#setUndeclared(key, value);
    if (target[key] === this.epoch.unwrap(value) && Object.hasOwn(target, key)) return true;
    const owner = this.#save(field);
    target[key] = this.epoch.take(value, owner);
    return true;
  }

  deleteProperty(target: Fields, key: string | symbol): boolean {
    this.epoch.assertLive();
    const field = this.state.plan.byName.get(key as string);
    if (field === undefined || !Object.hasOwn(target, key)) return true;
    this.#save(field);
    return Reflect.deleteProperty(target, key);
  }

  has(target: Fields, key: string | symbol): boolean {
    this.epoch.assertLive();
    return Reflect.has(target, key);
  }

  ownKeys(target: Fields): (string | symbol)[] {
    this.epoch.assertLive();
    return Reflect.ownKeys(target);
  }

  getOwnPropertyDescriptor(target: Fields, key: string | symbol): PropertyDescriptor | undefined {
    const descriptor = Reflect.getOwnPropertyDescriptor(target, key);
    return descriptor && { ...descriptor, value: this.get(target, key, this.self) };
  }

  defineProperty(): never {
    return refuseReshaping('defineProperty');
  }

  setPrototypeOf(): never {
    return refuseReshaping('setPrototypeOf');
  }

  preventExtensions(): never {
    return refuseReshaping('preventExtensions');
  }

  #view(field: FieldPlan, value: object): object {
    if (field.kind === 'value') return this.epoch.view(value, this.#field(field));
    const collection = this.#collection(field);
    // Another array, Set or Map was assigned: it is seen as what it was when that happened.
    return value === collection.target ? collection.view : this.epoch.view(value, collection);
  }

  /** Before a field is assigned or deleted. */
  #save(field: FieldPlan): Owner {
    const owner = field.kind === 'value' ? this.#field(field) : this.#collection(field);
    owner.touch();
    if (!this.#saved) saveObject(this.target, this.epoch.log);
    this.#saved = true;
    return owner;
  }

  #field(plan: ValueFieldPlan): FieldOwner {
    return (this.fields[plan.index] ??= new FieldOwner(plan, this.target));
  }

  #collection(plan: CollectionPlan): Collection {
    return (this.collections[plan.index] ??= traceCollection(
      { plan, epoch: this.epoch, instance: this.target },
      this.state.collections.get(plan.name)!,
    ));
  }

  #setUndeclared(name: string, value: unknown): boolean {
    if (hasSetter(this.target, name)) return Reflect.set(this.target, name, value, this.self);
    const { className } = this.state.plan.model;
    throw new TypeError(
      `${className} has no field \`${name}\`: it would not be stored. Declare it in the class; ` +
        'a value for the command alone belongs in a local variable.',
    );
  }
}

function hasSetter(instance: object, name: string): boolean {
  for (let at: unknown = instance; at !== null; at = Object.getPrototypeOf(at)) {
    if (Reflect.getOwnPropertyDescriptor(at as object, name)?.set !== undefined) return true;
  }
  return false;
}

/** Owns the instance itself, which can be nowhere but where it is. */
const recordOwner: Owner = {
  received: false,
  touch: () => undefined,
  keeps: () => true,
  ownerOf: () => recordOwner,
  pathTo: () => 'this',
};
