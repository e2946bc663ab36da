// "Find two of n accounts, change both, push one of t transactions": the command on plain objects, or recorded.
import { performance } from 'node:perf_hooks';
import { adopt, compileStatePlan, record } from '../../../runtime/dist/engine/recorder/index.js';
import { serve } from '../serve.mjs';

const BATCHES = 400;
const PER_BATCH = 50;
const [, , , variant, ...size] = process.argv;
const [accounts, transactions] = size.map(Number);
const commands = { plain: plainCommand, recorded: recordedCommand };

class Book {
  accounts = [];
  transactions = [];

  transfer(from, to, amount) {
    const source = this.accounts.find((account) => account.id === from);
    const target = this.accounts.find((account) => account.id === to);
    source.balance -= amount;
    target.balance += amount;
    this.transactions.push({
      id: `t${this.transactions.length}`,
      from,
      to,
      amount,
      at: '2026-01-01T00:00:00.000Z',
    });
  }
}

serve({ commandUs: measure(commands[variant]()) });

function plainCommand() {
  const book = filledBook();
  return (from, to) => book.transfer(from, to, 5);
}

function recordedCommand() {
  const { state } = adopt(plan(), filledBook());
  return (from, to) => {
    const recording = record(state);
    recording.self.transfer(from, to, 5);
    recording.seal();
  };
}

/**
 * Accounts are taken from all over, so that finding one looks at half of them on average. Batches are short, so that some
 * of them run undisturbed on a busy machine: the quietest is what is told.
 */
function measure(command) {
  let seed = 1;
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return `account-${seed % accounts}`;
  };
  const times = Array.from({ length: BATCHES }, () => {
    const begun = performance.now();
    for (let round = 0; round < PER_BATCH; round += 1) command(next(), next());
    return ((performance.now() - begun) * 1_000) / PER_BATCH;
  });
  return Math.min(...times);
}

function filledBook() {
  const book = new Book();
  for (let index = 0; index < accounts; index += 1) {
    book.accounts.push({ id: `account-${index}`, owner: `Owner ${index}`, currency: 'EUR', balance: 1_000 });
  }
  for (let index = 0; index < transactions; index += 1) book.transfer('account-0', 'account-1', 0);
  return book;
}

function plan() {
  const text = { type: 'string' };
  const number = { type: 'number' };
  const account = object({ id: text, owner: text, currency: text, balance: number });
  const transaction = object({ id: text, from: text, to: text, amount: number, at: text });
  return compileStatePlan({
    className: 'Book',
    fields: [collection('accounts', account), collection('transactions', transaction)],
    $defs: {},
  });
}

function object(properties) {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

function collection(name, element) {
  return {
    kind: 'field',
    name,
    visibility: 'public',
    optional: false,
    schema: { type: 'array', items: element },
    storage: { kind: 'collection', shape: 'array', table: name, element },
  };
}
