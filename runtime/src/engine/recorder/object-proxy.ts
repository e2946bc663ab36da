import { setProperty } from '../../model/codec/index.js';
import type { Epoch } from './epoch.js';
import type { Fields } from './fields.js';
import type { Owner } from './owner.js';
import { refuseKey, refuseReshaping } from './refused-operations.js';
import { traced, type Trace } from './trace.js';
import type { UndoLog } from './undo-log.js';

/** The stand-in for an object inside a field or an element. */
export function objectProxy(target: Fields, owner: Owner, epoch: Epoch): object {
  return new Proxy(target, new PartTrace(target, owner, epoch));
}

/** Shows an object of the state, and records what is written into it. */
export abstract class ObjectTrace implements ProxyHandler<Fields>, Trace {
  abstract readonly epoch: Epoch;
  abstract readonly owner: Owner;
  readonly target: Fields;
  #saved = false;

  constructor(target: Fields) {
    this.target = target;
  }

  get(target: Fields, key: string | symbol): unknown {
    this.epoch.assertLive();
    const value = target[key as string];
    if (typeof value === 'object' && value !== null) {
      // The prototype is shared with every other object: a key that came from outside must not lead there.
      return key === '__proto__' && !Object.hasOwn(target, key)
        ? undefined
        : this.epoch.view(value, this.owner);
    }
    return key === traced ? this : value;
  }

  set(target: Fields, key: string | symbol, value: unknown): boolean {
    this.epoch.assertLive();
    if (typeof key === 'symbol' || key === '__proto__') refuseKey(key);
    if (target[key] === this.epoch.unwrap(value) && Object.hasOwn(target, key)) return true;
    this.#save();
    target[key] = this.epoch.take(value, this.owner);
    return true;
  }

  deleteProperty(target: Fields, key: string | symbol): boolean {
    this.epoch.assertLive();
    if (!Object.hasOwn(target, key)) return true;
    this.#save();
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
    return descriptor && { ...descriptor, value: this.get(target, key) };
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

  /** What owns it is encoded as a whole when it changes, so a copy of this level costs nothing extra. */
  #save(): void {
    if (this.#saved) return;
    this.owner.touch();
    this.#saved = true;
    saveObject(this.target, this.epoch.log);
  }
}

class PartTrace extends ObjectTrace {
  readonly epoch: Epoch;
  readonly owner: Owner;

  constructor(target: Fields, owner: Owner, epoch: Epoch) {
    super(target);
    this.owner = owner;
    this.epoch = epoch;
  }
}

/** Logs what brings an object back to what it is now, the order of its keys included. */
export function saveObject(target: Fields, log: UndoLog): void {
  const before = { ...target };
  log.push(() => {
    const keys = Object.keys(target);
    const wanted = Object.keys(before);
    if (keys.length !== wanted.length || keys.some((key, index) => key !== wanted[index])) {
      for (const key of keys) delete target[key];
    }
    for (const key of wanted) setProperty(target, key, before[key]);
  });
}
