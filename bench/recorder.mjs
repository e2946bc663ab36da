// What recording costs: "find two of n accounts, change both, push one of t transactions", a command, against
// the
// same method on plain objects. Needs a build. Usage: node bench/recorder.mjs
import { performance } from 'node:perf_hooks';
import { adopt, compileStatePlan, record } from '../runtime/dist/engine/recorder/index.js';

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

const sizes = [
  { accounts: 10, transactions: 100 },
  { accounts: 1_000, transactions: 100 },
  { accounts: 1_000, transactions: 100_000 },
];

console.log('accounts | transactions | plain µs | recorded µs: quietest, median | ratio');
for (const size of sizes) {
  const plain = measure(plainCommand(size), size);
  const recorded = measure(recordedCommand(size), size);
  const cells = [plain.quietest.toFixed(2), `${recorded.quietest.toFixed(2)}, ${recorded.median.toFixed(2)}`];
  console.log(
    [size.accounts, size.transactions, ...cells, (recorded.quietest / plain.quietest).toFixed(1)].join(' | '),
  );
}

function plainCommand(size) {
  const book = filledBook(size);
  return (from, to) => book.transfer(from, to, 5);
}

function recordedCommand(size) {
  const { state } = adopt(plan(), filledBook(size));
  return (from, to) => {
    const recording = record(state);
    recording.self.transfer(from, to, 5);
    recording.seal();
  };
}

/**
 * Accounts are taken from all over, so that finding one looks at half of them on average.
 * Batches are short, so that some of them run undisturbed on a busy machine.
 */
function measure(command, { accounts }) {
  const batches = 400;
  const perBatch = 50;
  let seed = 1;
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return `account-${seed % accounts}`;
  };
  const times = Array.from({ length: batches }, () => {
    const start = performance.now();
    for (let round = 0; round < perBatch; round += 1) command(next(), next());
    return ((performance.now() - start) * 1_000) / perBatch;
  });
  times.sort((a, b) => a - b);
  return { quietest: times[0], median: times[batches / 2] };
}

function filledBook({ accounts, transactions }) {
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
