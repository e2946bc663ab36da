import { collectionTable, type CollectionNode, type FieldNode, type JsonSchema } from '@persist/contract';
import { adopt, compileStatePlan, hydrate, type LiveState } from '../../src/engine/recorder/index.js';
import { column, json, modelOf } from '../store/model-builder.js';

/** Every kind of state there is, in one class. */
export class Board {
  title = 'Board';
  note?: string;
  due: Date | null = null;
  total = 0n;
  settings: Settings = {
    theme: 'light',
    tags: [],
    limits: {},
    owner: null,
    matrix: [],
    index: new Map(),
    flags: new Set(),
  };
  items: Item[] = [];
  archive: Item[] = [];
  labels: string[] = [];
  marks = new Set<string>();
  chosen = new Set<Item>();
  byName = new Map<string, Item>();
  counts = new Map<number, { n: number }>();
  grid = new Map<Cell, number[]>();

  get size(): number {
    return this.items.length;
  }

  set heading(title: string) {
    this.title = title.toUpperCase();
  }

  item(id: string): Item | undefined {
    return this.items.find((item) => item.id === id);
  }
}

export interface Item {
  id: string;
  n: number;
  note?: string;
  tags: string[];
  child: Child | null;
  at: Date;
  meta: Map<string, number>;
  members: Set<string>;
}

export interface Child {
  label: string;
  parts: Child[];
}

export interface Settings {
  theme: string;
  tags: string[];
  limits: Record<string, number>;
  owner: Item | null;
  matrix: number[][];
  index: Map<string, Item>;
  flags: Set<string>;
}

export interface Cell {
  x: number;
  y: number;
}

export function item(id: string, more: Partial<Item> = {}): Item {
  return { id, n: 0, tags: [], child: null, at: new Date(0), meta: new Map(), members: new Set(), ...more };
}

const text: JsonSchema = { type: 'string' };
const number: JsonSchema = { type: 'number' };
const date: JsonSchema = { type: 'string', format: 'date-time', 'x-persist-type': 'date' };
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const set = (items: JsonSchema): JsonSchema => ({
  ...list(items),
  uniqueItems: true,
  'x-persist-type': 'set',
});
const map = (value: JsonSchema): JsonSchema => ({
  type: 'object',
  additionalProperties: value,
  'x-persist-type': 'map',
});
const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
const itemRef: JsonSchema = { $ref: '#/$defs/Item' };
const childRef: JsonSchema = { $ref: '#/$defs/Child' };
const cell = object({ x: number, y: number });

const $defs = {
  Item: object(
    {
      id: text,
      n: number,
      note: text,
      tags: list(text),
      child: orNull(childRef),
      at: date,
      meta: map(number),
      members: set(text),
    },
    ['id', 'n', 'tags', 'child', 'at', 'meta', 'members'],
  ),
  Child: object({ label: text, parts: list(childRef) }),
};

const settings = object({
  theme: text,
  tags: list(text),
  limits: { type: 'object', additionalProperties: number },
  owner: orNull(itemRef),
  matrix: list(list(number)),
  index: map(itemRef),
  flags: set(text),
});

export const boardModel = modelOf('boards', {
  className: 'Board',
  $defs,
  fields: [
    column('title', 'text'),
    column('note', 'text', { optional: true }),
    column('due', 'timestamp', { schema: { ...date, type: ['string', 'null'] } }),
    column('total', 'bigint'),
    json('settings', settings),
    collection('items', list(itemRef), { shape: 'array', element: itemRef }),
    collection('archive', list(itemRef), { shape: 'array', element: itemRef }),
    collection('labels', list(text), { shape: 'array', element: text }),
    collection('marks', set(text), { shape: 'set', element: text }),
    collection('chosen', set(itemRef), { shape: 'set', element: itemRef }),
    collection('byName', map(itemRef), { shape: 'map', element: itemRef }),
    collection('counts', entries(number, object({ n: number })), {
      shape: 'entries',
      key: number,
      element: object({ n: number }),
    }),
    collection('grid', entries(cell, list(number)), { shape: 'entries', key: cell, element: list(number) }),
  ],
});

export const boardPlan = compileStatePlan(boardModel);

/** A board with the given fields, as state. */
export function boardState(fields: Partial<Board> = {}): LiveState {
  return adopt(boardPlan, Object.assign(new Board(), fields)).state;
}

/** A board in memory that nothing records: what the recorder is compared with. */
export function plainBoard(stored: Parameters<typeof hydrate>[2]): Board {
  return hydrate(boardPlan, Board.prototype, stored).instance as Board;
}

function object(properties: Record<string, JsonSchema>, required = Object.keys(properties)): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}

function entries(key: JsonSchema, value: JsonSchema): JsonSchema {
  return {
    ...list({ type: 'array', prefixItems: [key, value], items: false, minItems: 2 }),
    'x-persist-type': 'map',
  };
}

function collection(
  name: string,
  schema: JsonSchema,
  storage: Pick<CollectionNode, 'shape' | 'element' | 'key'>,
): FieldNode {
  const table = collectionTable('boards', name);
  return { ...json(name, schema), storage: { kind: 'collection', table, ...storage } };
}
