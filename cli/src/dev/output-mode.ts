/** How a session is shown: JSON lines, lines for people, or a screen that is drawn anew. */
export type OutputMode = 'json' | 'lines' | 'screen';

export interface OutputSurroundings {
  readonly json: boolean;
  readonly stdin: Pick<NodeJS.ReadStream, 'isTTY'>;
  readonly stdout: Pick<NodeJS.WriteStream, 'isTTY'>;
  readonly env: Readonly<NodeJS.ProcessEnv>;
}

/** A screen needs a person before it: a terminal that can move its cursor and takes keys. */
export function outputMode({ json, stdin, stdout, env }: OutputSurroundings): OutputMode {
  if (json) return 'json';
  const isInteractive = stdin.isTTY && stdout.isTTY && env['TERM'] !== 'dumb' && !isSet(env['CI']);
  return isInteractive ? 'screen' : 'lines';
}

/** `CI=false` is how a CI machine is told to behave like none. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'false' && value !== '0';
}
