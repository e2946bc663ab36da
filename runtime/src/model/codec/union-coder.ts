import type { Json } from '@persist/contract';
import type { Coder, Discriminating, Side } from './coder.js';
import { unexpected } from './scalar-coders.js';
import { valueKind, type ValueKind } from './value-kind.js';

/** How deep a union looks into a value to tell its branches apart. */
const LOOK_AHEAD = 6;

/** One of several types: told apart by kind, then by a property that holds a literal, then by structure. */
export class UnionCoder implements Coder {
  readonly #branches: readonly Coder[];
  // Not before the first use: a branch may be a type whose definition is still being compiled.
  readonly #choosers: Partial<Record<Side, Chooser>> = {};

  constructor(branches: readonly Coder[]) {
    this.#branches = branches;
  }

  encode(value: unknown, depth: number): Json {
    const branch = this.#choose(value, 'memory');
    if (branch === undefined) throw unexpected(this.#describe('memory'), value);
    return branch.encode(value, depth);
  }

  decode(json: Json): unknown {
    const branch = this.#choose(json, 'json');
    if (branch === undefined) throw unexpected(this.#describe('json'), json);
    return branch.decode(json);
  }

  kinds(side: Side): readonly ValueKind[] {
    return this.#branches.flatMap((branch) => branch.kinds(side));
  }

  fits(value: unknown, side: Side, levels: number): boolean {
    const kind = valueKind(value);
    return this.#branches.some(
      (branch) => branch.kinds(side).includes(kind) && branch.fits(value, side, levels),
    );
  }

  #choose(value: unknown, side: Side): Coder | undefined {
    this.#choosers[side] ??= compileChooser(this.#branches, side);
    return this.#choosers[side](value);
  }

  #describe(side: Side): string {
    const kinds = new Set(this.kinds(side));
    return [...kinds].join(' or ');
  }
}

type Chooser = (value: unknown) => Coder | undefined;

function compileChooser(branches: readonly Coder[], side: Side): Chooser {
  const byKind = new Map<ValueKind, Coder[]>();
  for (const branch of branches) {
    for (const kind of new Set(branch.kinds(side))) byKind.set(kind, [...(byKind.get(kind) ?? []), branch]);
  }
  const choosers = new Map([...byKind].map(([kind, candidates]) => [kind, among(candidates, side)]));
  return (value) => choosers.get(valueKind(value))?.(value);
}

function among(candidates: readonly Coder[], side: Side): Chooser {
  const [only] = candidates;
  if (candidates.length === 1) return () => only;
  const tag = discriminator(candidates);
  const tagged =
    tag === undefined
      ? undefined
      : (value: unknown) => tag.byLiteral.get((value as Record<string, Json>)[tag.name]!);
  // A string that reads like a date is one where the type has both.
  const ranked = [...candidates].sort((a, b) => openness(a, side) - openness(b, side));
  return (value) => tagged?.(value) ?? ranked.find((each) => each.fits(value, side, LOOK_AHEAD)) ?? only;
}

interface Discriminator {
  readonly name: string;
  readonly byLiteral: ReadonlyMap<Json, Coder>;
}

/** A property whose literals are different in every branch. */
function discriminator(candidates: readonly Coder[]): Discriminator | undefined {
  const tags = candidates.map((each) => (each as Partial<Discriminating>).tags);
  for (const name of tags[0]?.keys() ?? []) {
    const literals = tags.map((each) => each?.get(name));
    const all = literals.flat();
    if (literals.includes(undefined) || new Set(all).size !== all.length) continue;
    return {
      name,
      byLiteral: new Map(
        candidates.flatMap((coder, index) => literals[index]!.map((literal) => [literal, coder])),
      ),
    };
  }
  return undefined;
}

/** Types that take fewer values are asked first. */
function openness(coder: Coder, side: Side): number {
  return coder.kinds(side).includes('string') && coder.fits('', side, 1) ? 1 : 0;
}
