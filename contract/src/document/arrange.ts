import { chosen, keysOf } from './shape-fit.js';
import { present, type KeyedShape, type Shape } from './shape.js';

/** A copy with the keys of nodes and schemas in the order of their shapes, without those in `leaveOut`. */
export function arrange(value: unknown, shape: Shape, leaveOut: ReadonlySet<string> = none): unknown {
  switch (shape.is) {
    case 'list':
      return (value as unknown[]).map((each) => arrange(each, shape.of, leaveOut));
    case 'map': {
      const entries = Object.entries(value as object);
      if (shape.order === 'sorted') entries.sort(([a], [b]) => (a < b ? -1 : 1));
      return Object.fromEntries(entries.map(([key, each]) => [key, arrange(each, shape.of, leaveOut)]));
    }
    case 'either':
      return arrange(value, chosen(value, shape), leaveOut);
    case 'record':
    case 'schema':
    case 'node':
      return arrangeKeys(value as Record<string, unknown>, shape, leaveOut);
    default:
      return value;
  }
}

const none: ReadonlySet<string> = new Set();

function arrangeKeys(
  value: Record<string, unknown>,
  shape: KeyedShape,
  leaveOut: ReadonlySet<string>,
): unknown {
  const kept = Object.entries(keysOf(value, shape)).filter(
    ([key]) => value[key] !== undefined && !leaveOut.has(key),
  );
  return Object.fromEntries(kept.map(([key, inner]) => [key, arrange(value[key], present(inner), leaveOut)]));
}
