import { judge } from './bounds.mjs';
import { summaryOf } from './rounds.mjs';

const units = { perSecond: '/s', Ms: ' ms', Us: ' µs', Mb: ' MB', Bytes: ' bytes' };

/**
 * `persist, connections 64   2,997/s (2,811–3,120)  p50 20.1 ms (19.8–23.0)  …`, a line a row, aligned.
 *
 * @param {import('./rounds.mjs').Row[]} rows
 */
export function rowLines(rows) {
  const names = rows.map(({ key }) => nameOf(key));
  const width = Math.max(...names.map((name) => name.length));
  return rows.map((row, index) => {
    const figures = Object.entries(summaryOf(row)).map(([figure, spread]) =>
      `${figureLabel(figure)} ${spreadText(figure, spread)}`.trim(),
    );
    return `  ${names[index].padEnd(width)}  ${figures.join('  ')}`;
  });
}

/** What each bound of a scenario came to. */
export function boundLines(bounds, rows) {
  return bounds.map((bound) => {
    const found = judge(bound, rows);
    if (found === undefined) return `  not measured  ${bound.says}`;
    const limit = bound.limit === undefined ? '' : `, not done ${bound.atLeast === undefined ? 'above' : 'below'} ${bound.limit}`;
    return `  ${found.verdict.padEnd(12)}  ${bound.says}${limit}: ${boundText(bound, found)}`;
  });
}

/** The figure that a bound is on, or the ratio, and between what it varied. */
export function boundText({ figure, over }, found) {
  if (over === undefined) return spreadText(figure, found);
  return `×${found.median.toFixed(2)} (${found.min.toFixed(2)}–${found.max.toFixed(2)})`;
}

/** `20.1 ms (19.8–23.0)` */
export function spreadText(figure, { median, min, max }) {
  return `${shown(figure, median)} (${plain(min)}–${plain(max)})`;
}

/** A figure's name without its unit; a rate speaks for itself. */
export function figureLabel(figure) {
  return figure === 'perSecond' ? '' : figure.replace(/(Ms|Us|Mb|Bytes)$/, '');
}

/**
 * One JSON object a line, with the medians.
 *
 * @param {string} scenario
 * @param {import('./rounds.mjs').Row[]} rows
 */
export function jsonLines(scenario, rows) {
  return rows.map((row) => {
    const medians = Object.entries(summaryOf(row)).map(([figure, { median }]) => [figure, Number(median.toPrecision(6))]);
    return `${JSON.stringify({ scenario, ...row.key, ...Object.fromEntries(medians) })}\n`;
  });
}

function nameOf({ variant, ...rest }) {
  return [variant, ...Object.entries(rest).map(([name, value]) => `${name} ${value.toLocaleString('en')}`)].join(', ');
}

function shown(figure, value) {
  const unit = Object.entries(units).find(([ending]) => figure.endsWith(ending));
  return `${plain(value)}${unit?.[1] ?? ''}`;
}

/** Three digits that count, and every digit before the point. */
function plain(value) {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 1e-3))));
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
