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
    const figures = Object.entries(summaryOf(row)).map(([figure, spread]) => figureText(figure, spread));
    return `  ${names[index].padEnd(width)}  ${figures.join('  ')}`;
  });
}

/** What each bound of a scenario came to. */
export function boundLines(bounds, rows) {
  return bounds.map((bound) => {
    const found = judge(bound, rows);
    if (found === undefined) return `  not measured  ${bound.says}`;
    const number = (value) => (bound.over === undefined ? shown(bound.figure, value) : `×${value.toFixed(2)}`);
    const limit = bound.limit === undefined ? '' : `, not done ${bound.atLeast === undefined ? 'above' : 'below'} ${bound.limit}`;
    const range = `${number(found.min)}–${number(found.max)}`;
    return `  ${found.verdict.padEnd(12)}  ${bound.says}${limit}: ${number(found.median)} (${range})`;
  });
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

function figureText(figure, { median, min, max }) {
  const label = figure === 'perSecond' ? '' : `${figure.replace(/(Ms|Us|Mb|Bytes)$/, '')} `;
  return `${label}${shown(figure, median)} (${plain(min)}–${plain(max)})`;
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
