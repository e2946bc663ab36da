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
export function exchange({ why, method, path, body, headers = {} }, { status, statusText, replayed }, shown) {
  const sent = body === undefined ? '' : ` ${JSON.stringify(body)}`;
  const result = paint(status < 400 ? 'green' : 'yellow', `${status} ${statusText}`);
  console.log(`\n  ${why}`);
  print(`${paint('cyan', method)} ${path}${sent}`);
  for (const [name, value] of Object.entries(headers)) print(`${name}: ${value}`);
  print(`${result}${replayed ? '   Idempotency-Replayed: true' : ''}`);
  for (const line of Array.isArray(shown) ? shown : [JSON.stringify(shown)]) print(`  ${line}`);
}

function print(line) {
  console.log(`    ${line.replaceAll(uuid, '…$1')}`);
}

// Its end is enough to tell one id from another.
const uuid = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{8}([\da-f]{4})/g;
