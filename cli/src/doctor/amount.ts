/** `512 bytes`, `1.5 MiB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return countText(bytes, 'byte');
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length);
  return `${(bytes / 1024 ** power).toFixed(1).replace('.0', '')} ${units[power - 1]}`;
}

const units = ['KiB', 'MiB', 'GiB', 'TiB'];

/** `1 model`, `2 models`. */
export function countText(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
