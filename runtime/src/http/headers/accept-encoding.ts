import { joined, type HeaderValue } from './header-value.js';

/** Whether a caller takes gzip: it names it, or everything, and does not give it a weight of nothing (RFC 9110, 12.5.3). */
export function acceptsGzip(header: HeaderValue): boolean {
  const weights = new Map((joined(header) ?? '').toLowerCase().split(',').map(weighted));
  return (weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0) > 0;
}

/** `gzip;q=0.5` → what is weighted, and its weight. */
function weighted(item: string): readonly [string, number] {
  const [coding = '', ...parameters] = item.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return [coding, weight === undefined ? 1 : Number(weight.slice('q='.length))];
}
