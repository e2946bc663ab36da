import { canonicalJson } from '../document/canonical-json.js';
import type { FieldNode, ModelNode } from '../nodes.js';
import { compareSchemas } from './compare-schemas.js';
import { isBreaking, type ContractChange } from './contract-change.js';
import { diffNamed } from './diff-named.js';
import { diffSchemas, type SchemaPlace } from './diff-schemas.js';
import { schemaLabel } from './schema-label.js';
import { storageLabel } from './storage-label.js';

/** What readers of records notice, and what records stored before would miss. */
export function diffFields(before: ModelNode, after: ModelNode): readonly ContractChange[] {
  const place = (name: string): FieldPlace => ({
    path: `${after.name}.fields.${name}`,
    use: 'result',
    defs: { before: before.$defs, after: after.$defs },
    upgraded: after.schemaVersion > before.schemaVersion,
    patched: before.patch && after.patch,
  });
  return diffNamed(before.fields, after.fields, {
    removed: (field) => [removal(field, place(field.name))],
    added: (field) => [addition(field, place(field.name))],
    kept: (former, later) => diffField(former, later, place(later.name)),
  });
}

interface FieldPlace extends SchemaPlace {
  /** The schema version rose, so an upgrade step sees to the records stored before. */
  readonly upgraded: boolean;
  /** `PATCH` is served, so fields are input too. */
  readonly patched: boolean;
}

const rename = 'give the new shape a field name of its own';

function removal({ visibility }: FieldNode, { path, upgraded }: FieldPlace): ContractChange {
  if (visibility === 'private' && upgraded) {
    return { kind: 'removed', impact: 'compatible', path, message: 'is gone' };
  }
  const message =
    visibility === 'public' ? 'is gone from records' : 'is gone, but stored records hold it: keep it as long as they matter';
  return { kind: 'removed', impact: 'breaking', path, message };
}

function addition(field: FieldNode, { path, upgraded }: FieldPlace): ContractChange {
  if (field.optional || field.default !== undefined || upgraded) {
    return { kind: 'added', impact: 'compatible', path, message: 'is new' };
  }
  return {
    kind: 'added',
    impact: 'breaking',
    path,
    message: `is new, but stored records have no value for it: ${fillIn}`,
  };
}

const fillIn = 'give it an initialiser, or make it optional';

function diffField(before: FieldNode, after: FieldNode, place: FieldPlace): readonly ContractChange[] {
  return [
    ...visibilityChange(before, after, place),
    ...presenceChange(before, after, place),
    ...valueChanges(before, after, place),
    ...storageChange(before, after, place),
    ...defaultChange(before, after, place),
    ...readonlyChange(before, after, place),
  ];
}

function visibilityChange(
  before: FieldNode,
  after: FieldNode,
  { path }: FieldPlace,
): readonly ContractChange[] {
  if (before.visibility === after.visibility) return [];
  return after.visibility === 'private'
    ? [{ kind: 'changed', impact: 'breaking', path, message: 'is private now and gone from records' }]
    : [{ kind: 'changed', impact: 'compatible', path, message: 'is public now' }];
}

function presenceChange(
  before: FieldNode,
  after: FieldNode,
  { path, upgraded }: FieldPlace,
): readonly ContractChange[] {
  if (before.optional === after.optional) return [];
  if (after.optional) {
    const impact = after.visibility === 'public' ? 'breaking' : 'compatible';
    return [{ kind: 'changed', impact, path, message: 'may be absent now' }];
  }
  if (after.default !== undefined || upgraded) {
    return [{ kind: 'changed', impact: 'compatible', path, message: 'is always present now' }];
  }
  return [
    {
      kind: 'changed',
      impact: 'breaking',
      path,
      message: `must be present, but stored records may lack it: ${fillIn}`,
    },
  ];
}

function valueChanges(before: FieldNode, after: FieldNode, place: FieldPlace): readonly ContractChange[] {
  const shown = before.visibility === 'public' && after.visibility === 'public';
  const changes = shown ? diffSchemas(before.schema, after.schema, place) : [];
  const relation = compareSchemas(before.schema, after.schema, place.defs);
  const fits = relation === 'same' || relation === 'wider';
  if (fits || place.upgraded || isBreaking(changes)) return changes;
  const labels = [schemaLabel(before.schema), schemaLabel(after.schema)];
  const detail = labels[0] === labels[1] ? '' : `, ${labels[1]} (was ${labels[0]})`;
  const message = `stored values may not fit its type any more${detail}: ${rename}`;
  return [...changes, { kind: 'changed', impact: 'breaking', path: place.path, message }];
}

function storageChange(
  before: FieldNode,
  after: FieldNode,
  { path, upgraded }: FieldPlace,
): readonly ContractChange[] {
  const former = storageLabel(before.storage);
  const later = storageLabel(after.storage);
  if (former === later) return [];
  const message = `is kept in ${later} (was ${former})`;
  return upgraded
    ? [{ kind: 'changed', impact: 'compatible', path, message }]
    : [{ kind: 'changed', impact: 'breaking', path, message: `${message}: ${rename}` }];
}

function defaultChange(before: FieldNode, after: FieldNode, { path }: FieldPlace): readonly ContractChange[] {
  const text = ({ default: value }: FieldNode): string =>
    value === undefined ? 'none' : canonicalJson(value);
  if (text(before) === text(after)) return [];
  return [
    {
      kind: 'changed',
      impact: 'compatible',
      path,
      message: `has the default ${text(after)} (was ${text(before)})`,
    },
  ];
}

function readonlyChange(
  before: FieldNode,
  after: FieldNode,
  { path, patched }: FieldPlace,
): readonly ContractChange[] {
  if (!patched || before.readonly === after.readonly || after.visibility === 'private') return [];
  return after.readonly
    ? [{ kind: 'changed', impact: 'breaking', path, message: 'can no longer be patched' }]
    : [{ kind: 'changed', impact: 'compatible', path, message: 'can be patched now' }];
}
