import { median, spread } from './rounds.mjs';

/**
 * What a bound says of the rows of a run: `{ says, figure, of, over?, atLeast?, atMost?, limit? }`, where `of` and `over` pick
 * rows by members of their keys. `limit` is where it stops being a question of taste.
 *
 * @param {import('./rounds.mjs').Row[]} rows
 * @returns {{ median: number, min: number, max: number, verdict: string } | undefined} the figure, or the ratio of the two
 *   medians, and how it varied over the rounds; `undefined` where the run did not measure it.
 */
export function judge(bound, rows) {
  const value = valueOf(bound, rows);
  return value && { ...value, verdict: verdictOn(bound, value.median) };
}

function valueOf({ figure, of, over }, rows) {
  const own = figuresOf(rows, of, figure);
  if (own === undefined || over === undefined) return own && spread(own);
  const other = figuresOf(rows, over, figure);
  if (other === undefined) return undefined;
  const { min, max } = spread(own.slice(0, other.length).map((number, round) => number / other[round]));
  return { median: median(own) / median(other), min, max };
}

function figuresOf(rows, picked, figure) {
  const row = rows.find(({ key }) => matches(key, picked));
  return row?.runs.map((run) => run[figure]);
}

/** Whether a key has all that is asked for; `undefined` asks for its absence. */
export function matches(key, picked) {
  return Object.entries(picked).every(([name, value]) => key[name] === value);
}

function verdictOn({ atLeast, atMost, limit }, value) {
  if (atLeast !== undefined ? value >= atLeast : value <= atMost) return 'holds';
  if (limit === undefined) return 'broken';
  return (atLeast !== undefined ? value >= limit : value <= limit) ? 'missed' : 'broken';
}
