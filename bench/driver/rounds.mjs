/**
 * What was measured of one subject at one place, a round each.
 *
 * @typedef {{ key: Record<string, unknown>, runs: Record<string, number>[] }} Row
 */

/**
 * Measures every subject once a round, forwards and backwards in turn, so that a slow minute of the machine hits all.
 * A subject with `once` takes too long for that: it is measured in the first round only.
 *
 * @param measure answers the readings of one subject: `[{ at, figures }]`, where `at` tells one reading from another.
 * @returns {Promise<Row[]>} a row for each subject and place: its key, and the figures of every round.
 */
export async function inRounds(rounds, subjects, measure) {
  const rows = new Map();
  for (let round = 0; round < rounds; round += 1) {
    for (const subject of round % 2 === 0 ? subjects : subjects.toReversed()) {
      if (subject.once && round > 0) continue;
      for (const { at, figures } of await measure(subject)) {
        const key = { ...subject.key, ...at };
        const name = JSON.stringify(key);
        if (!rows.has(name)) rows.set(name, { key, runs: [] });
        rows.get(name).runs.push(figures);
      }
    }
  }
  return [...rows.values()];
}

/**
 * Median, least and most of each figure of a row.
 *
 * @param {Row} row
 */
export function summaryOf({ runs }) {
  return Object.fromEntries(Object.keys(runs[0]).map((figure) => [figure, spread(runs.map((run) => run[figure]))]));
}

/** @param {number[]} numbers */
export function spread(numbers) {
  return { median: median(numbers), min: Math.min(...numbers), max: Math.max(...numbers) };
}

/** @param {number[]} numbers */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle - 1)] + sorted[Math.floor(middle)]) / 2;
}
