/** The end of what a program said, without empty lines at its end. */
export function lastLines(output: string, count: number): string {
  const lines = output.trimEnd().split(/\r?\n/);
  return lines.length <= count ? lines.join('\n') : ['…', ...lines.slice(-count)].join('\n');
}
