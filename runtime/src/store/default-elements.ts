import { canonicalJson, type CollectionNode, type Json } from '@persist/contract';
import { generateNKeysBetween } from 'fractional-indexing';
import type { ElementKey } from './change-set.js';
import type { StoredElement } from './store.js';

/** The elements that records have which are older than a collection: those of its initialiser. */
export function defaultElements(shape: CollectionNode['shape'], value: Json): StoredElement[] {
  const elements = elementsOf(shape, value);
  const orders = generateNKeysBetween(null, null, elements.length);
  return elements.map(([key, element], index) => ({ key, order: orders[index]!, value: element }));
}

function elementsOf(shape: CollectionNode['shape'], value: Json): (readonly [ElementKey, Json])[] {
  if (shape === 'map') return Object.entries(value as Record<string, Json>);
  if (shape === 'entries') {
    return (value as [Json, Json][]).map(([key, element]) => [canonicalJson(key), element]);
  }
  return (value as Json[]).map((element, index) => [index + 1, element]);
}
