import type { Json } from '@persist/contract';
import { formatPath } from '../../model/codec/index.js';
import { pathWithin } from './object-parts.js';
import type { Fields } from './fields.js';
import type { Owner } from './owner.js';
import type { ValueFieldPlan } from './state-plan.js';

/** A field that is stored as one value, during one recording. */
export class FieldOwner implements Owner {
  readonly plan: ValueFieldPlan;
  readonly #instance: Fields;
  received = false;
  dirty = false;
  before: Json | undefined = undefined;

  constructor(plan: ValueFieldPlan, instance: Fields) {
    this.plan = plan;
    this.#instance = instance;
  }

  get value(): unknown {
    return this.#instance[this.plan.name];
  }

  touch(): void {
    if (this.dirty) return;
    this.before = this.value === undefined ? undefined : this.plan.codec.encode(this.value);
    this.dirty = true;
  }

  keeps(): boolean {
    return !this.dirty;
  }

  ownerOf(): Owner {
    return this;
  }

  pathTo(raw: object): string {
    return formatPath([this.plan.name, ...pathWithin(this.value, raw)]);
  }
}
