import { paint } from '../report/paint.js';
import type { Built, BuiltFile } from './build-for-production.js';

/** More would scroll away what matters. */
const MAX_LINES = 20;

/** What was built as lines for people: each file and its size, then the sum and the time. */
export function renderBuilt({ files, models, ms }: Built, stream: NodeJS.WriteStream): string {
  const isMap = ({ path }: BuiltFile) => path.endsWith('.map');
  const [maps, others] = [files.filter(isMap), files.filter((file) => !isMap(file))];
  const shown = others.slice(0, MAX_LINES);
  const width = Math.max(...shown.map(({ path }) => path.length));
  const lines = shown.map(
    ({ path, bytes }) => `${path.padEnd(width)}  ${paint('dim', kilobytes(bytes).padStart(10), stream)}`,
  );
  if (others.length > shown.length) lines.push(`and ${counted(others.length - shown.length, 'more file')}`);
  const sum = `${counted(others.length, 'file')}, ${kilobytes(bytesOf(others))}`;
  const mapped = `${counted(maps.length, 'source map')}, ${kilobytes(bytesOf(maps))}`;
  const served = `${counted(models.length, 'model')}: ${models.join(', ')}`;
  return [...lines, '', `${sum}; ${mapped}`, served, paint('green', `built in ${ms} ms`, stream)].join('\n');
}

function bytesOf(files: readonly BuiltFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(2)} kB`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
