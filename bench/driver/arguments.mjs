import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: 'string' };
const options = {
  scenario: text,
  rounds: text,
  seconds: { ...text, default: '2' },
  variants: text,
  connections: text,
  json: text,
  profile: text,
  docs: { type: 'boolean', default: false },
  guard: { type: 'boolean', default: false },
  record: { type: 'boolean', default: false },
};
const usage = `npm run bench -- [--scenario NAME[,NAME]] [--rounds 5] [--seconds 2] [--json FILE]
                 [--variants NAME,…] [--connections N,…] [--profile DIR] [--docs]
       npm run bench -- --guard [--rounds 2] [--record]`;

/** A call that cannot be carried out as it is written. */
export class UsageError extends Error {
  name = 'UsageError';
}

/** Every scenario there is, by the name of its file. */
export const scenarioNames = readdirSync(new URL('../scenarios', import.meta.url))
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => basename(file, '.mjs'));

/**
 * What a run is to do.
 *
 * @throws {UsageError} that names the flag, its value, and what it may be.
 */
export function readArguments(args) {
  const flags = parse(args);
  if (flags.record && !flags.guard) throw new UsageError(`--record goes with --guard: it replaces what the guard compares with`);
  return {
    guard: flags.guard,
    record: flags.record,
    scenarios: oneOf('--scenario', list(flags.scenario) ?? scenarioNames, scenarioNames),
    rounds: number('--rounds', flags.rounds ?? (flags.guard ? '2' : '5'), Number.isSafeInteger),
    seconds: number('--seconds', flags.seconds, Number.isFinite),
    variants: list(flags.variants),
    connections: list(flags.connections)?.map((value) => number('--connections', value, Number.isSafeInteger)),
    json: flags.json,
    profile: flags.profile,
    docs: flags.docs,
  };
}

function parse(args) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(`${error.message}\n${usage}`);
  }
}

function list(value) {
  return value?.split(',').map((item) => item.trim());
}

/** The values, all of which must be known. */
export function oneOf(flag, values, known) {
  const unknown = values.filter((value) => !known.includes(value));
  if (unknown.length === 0) return values;
  throw new UsageError(`${flag} ${unknown.join(',')}: there is no such thing; there is ${known.join(', ')}`);
}

function number(flag, value, fits) {
  const found = Number(value);
  if (found > 0 && fits(found)) return found;
  throw new UsageError(`${flag} ${value}: this must be a positive ${fits === Number.isFinite ? 'number' : 'whole number'}`);
}
