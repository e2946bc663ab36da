import { styleText } from 'node:util';

const colours = process.stdout.isTTY && process.stdout.hasColors();

function paint(style, text) {
  return colours ? styleText(style, text, { validateStream: false }) : text;
}

/** Opens a chapter. */
export function headline(text) {
  console.log(`\n${paint('bold', text)}`);
}

/** Says what happens outside of HTTP. */
export function note(text) {
  console.log(paint('dim', `  ${text}`));
}

/** Shows a request and what of its answer matters. */
export function exchange({ why, method, path, body, headers = {} }, reply, shown) {
  const sent = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  console.log(`\n  ${why}`);
  console.log(`  ${paint('cyan', method)} ${path}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`);
  for (const line of sent) console.log(paint('dim', `       ${line}`));
  console.log(`  ${statusLine(reply)}`);
  for (const line of Array.isArray(shown) ? shown : [JSON.stringify(shown)]) console.log(`      ${line}`);
}

function statusLine({ status, statusText, replayed }) {
  const line = paint(status < 400 ? 'green' : 'yellow', `${status} ${statusText}`);
  return replayed ? `${line}  ${paint('dim', 'Idempotency-Replayed: true')}` : line;
}
