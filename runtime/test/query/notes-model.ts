import { collection, column, constraint, json, modelOf, nullableColumn } from '../store/model-builder.js';

/** A model with a field of every type, private ones and fields named like list parameters among them. */
export const notes = modelOf('notes', {
  $defs: { Colour: { type: 'string', enum: ['red', 'green'] } },
  fields: [
    column('title', 'text'),
    column('score', 'number'),
    column('active', 'boolean'),
    column('dueAt', 'timestamp', { optional: true }),
    column('balance', 'bigint'),
    nullableColumn('city', 'text'),
    column('colour', 'text', { schema: { $ref: '#/$defs/Colour' } }),
    column('page', 'number'),
    column('odd__name', 'text'),
    column('secret', 'text', { visibility: 'private' }),
    json(
      'address',
      { type: 'object', properties: { zip: { type: 'string' }, floor: { type: ['number', 'null'] } } },
      { optional: true },
    ),
    json('hidden', { type: 'object', properties: { code: { type: 'string' } } }, { visibility: 'private' }),
    collection({ model: 'notes', name: 'lines' }, 'array'),
  ],
  constraints: [constraint('index', 'address.floor'), constraint('unique', 'hidden.code')],
});
