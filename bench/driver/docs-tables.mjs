import { judge } from './bounds.mjs';
import { boundText, figureLabel, spreadText } from './report.mjs';
import { summaryOf } from './rounds.mjs';

/**
 * A page with another text between `<!-- bench NAME -->` and `<!-- /bench -->`.
 *
 * @param {string} page
 * @param {string} name
 * @param {readonly string[]} lines
 * @throws {Error} where the page has no such place.
 */
export function withSection(page, name, lines) {
  const [open, close] = [`<!-- bench ${name} -->\n`, '<!-- /bench -->'];
  const from = page.indexOf(open);
  const to = page.indexOf(close, from);
  if (from === -1 || to === -1) throw new Error(`the page has no ${open.trim()} … ${close}: add it where the figures belong`);
  return `${page.slice(0, from + open.length)}\n${lines.join('\n')}\n\n${page.slice(to)}`;
}

/**
 * What a scenario came to: a table for the rows that have the same columns, and one for the bounds.
 *
 * @param {import('./rounds.mjs').Row[]} rows
 */
export function tablesOf(bounds, rows) {
  const figures = [...grouped(rows).values()].map(figureTable);
  return [...figures, boundTable(bounds, rows)].flatMap((table, index) => (index === 0 ? table : ['', ...table]));
}

function grouped(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(columnsOf(row), [...(groups.get(columnsOf(row)) ?? []), row]);
  return groups;
}

function columnsOf({ key, runs }) {
  return [...Object.keys(key), '|', ...Object.keys(runs[0])].join(' ');
}

function figureTable(rows) {
  const names = Object.keys(rows[0].key);
  const figures = Object.keys(rows[0].runs[0]);
  return table([...names, ...figures.map((figure) => figureLabel(figure) || 'rate')], rows.map((row) => {
    const summary = summaryOf(row);
    const key = names.map((name) => row.key[name].toLocaleString('en'));
    return [...key, ...figures.map((figure) => spreadText(figure, summary[figure]))];
  }));
}

function boundTable(bounds, rows) {
  return table(['Bound', 'Measured', ''], bounds.map((bound) => {
    const found = judge(bound, rows);
    return [bound.says, found === undefined ? '' : boundText(bound, found), found?.verdict ?? 'not measured'];
  }));
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
