import type { ConstraintNode, ConstraintPartNode, FieldNode, Json, JsonSchema } from '@persist/contract';
import type { SchemaScope } from '../schema/schema-scope.js';
import { withoutNull } from '../schema/nullable.js';
import { DecoratorOptions, text, type OptionRule } from './decorator-options.js';
import type { Mark } from './marks.js';
import type { Member } from './members.js';
import { columnType } from './storage-of-field.js';

/** The `@unique` and `@index` declarations of a field. */
export function keyConstraints(
  member: Member,
  fields: readonly FieldNode[],
  scope: SchemaScope,
): readonly ConstraintNode[] {
  return member.marks.flatMap((mark) => {
    if (mark.kind !== 'unique' && mark.kind !== 'index') return [];
    const key = new KeyDeclaration(mark, member, { fields, scope });
    return [{ kind: mark.kind, field: key.label, parts: key.parts() }];
  });
}

const fieldNames: OptionRule<string[]> = {
  expected: 'an array of field names',
  accepts: (value: Json): value is string[] =>
    Array.isArray(value) && value.every((each) => typeof each === 'string'),
};

interface KeyContext {
  readonly fields: readonly FieldNode[];
  readonly scope: SchemaScope;
}

class KeyDeclaration {
  readonly #subject: string;
  readonly #member: Member;
  readonly #options: DecoratorOptions;
  readonly #context: KeyContext;
  /** What a violation reports: the field, or its dotted path. */
  readonly label: string;

  constructor(mark: Mark, member: Member, context: KeyContext) {
    const { app, problems } = context.scope;
    this.#subject = `${member.path}: @${mark.kind}`;
    this.#member = member;
    this.#context = context;
    this.#options = new DecoratorOptions(mark, this.#subject, { checker: app.checker, problems });
    this.label = this.#options.get('path', text) ?? member.name;
  }

  parts(): readonly ConstraintPartNode[] {
    const others = this.#options.get('with', fieldNames) ?? [];
    return [this.#ownPart(), ...others.map((field) => this.#otherPart(field))];
  }

  #ownPart(): ConstraintPartNode {
    const { name } = this.#member;
    const [head, ...path] = this.label.split('.');
    if (path.length === 0 && head === name) return this.#scalarPart(name, this.#member.place);
    const field = this.#field(name);
    if (head !== name || field === undefined || !this.#leadsToScalar(field.schema, path)) {
      const { problems } = this.#context.scope;
      problems.report(this.#options.nodeOf('path'), 'key_path', this.#subject, this.label);
    }
    return { kind: 'part', field: name, path };
  }

  #otherPart(field: string): ConstraintPartNode {
    const place = this.#options.nodeOf('with');
    if (this.#field(field) !== undefined) return this.#scalarPart(field, place);
    this.#context.scope.problems.report(place, 'key_field_unknown', this.#subject, field);
    return { kind: 'part', field, path: [] };
  }

  #scalarPart(field: string, place: Member['place']): ConstraintPartNode {
    if (this.#field(field)?.storage.kind !== 'column') {
      this.#context.scope.problems.report(place, 'key_not_scalar', this.#subject, field);
    }
    return { kind: 'part', field, path: [] };
  }

  #leadsToScalar(schema: JsonSchema, path: readonly string[]): boolean {
    const { definitions } = this.#context.scope;
    const value = withoutNull(definitions.resolve(schema)).schema;
    const [name, ...rest] = path;
    if (name === undefined) return columnType(value) !== undefined;
    const inner = definitions.resolve(value).properties;
    return inner !== undefined && Object.hasOwn(inner, name) && this.#leadsToScalar(inner[name]!, rest);
  }

  #field(name: string): FieldNode | undefined {
    return this.#context.fields.find((field) => field.name === name);
  }
}
