// What recording costs: "find two of n accounts, change both, push one of t transactions", a command, against the
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
    this.transactions.push({ id: `t${this.transactions.length}`, from, to, amount, at: '2026-01-01T00:00:00.000Z' });
  }
}

const sizes = [
  { accounts: 10, transactions: 100 },
  { accounts: 1_000, transactions: 100 },
  { accounts: 1_000, transactions: 100_000 },
];

console.log('accounts | transactions | plain µs | recorded µs | ratio');
for (const size of sizes) {
  const plain = best(() => measurePlain(size));
  const recorded = best(() => measureRecorded(size));
  console.log([size.accounts, size.transactions, plain.toFixed(2), recorded.toFixed(2), (recorded / plain).toFixed(1)].join(' | '));
}

function measurePlain(size) {
  const book = filledBook(size);
  return perCommand((from, to) => book.transfer(from, to, 5), size);
}

function measureRecorded(size) {
  const { state } = adopt(plan(), filledBook(size));
  return perCommand((from, to) => {
    const recording = record(state);
    recording.self.transfer(from, to, 5);
    recording.seal();
  }, size);
}

/** Accounts are taken from all over, so that finding one looks at half of them on average. */
function perCommand(command, { accounts }) {
  const rounds = 2_000;
  let seed = 1;
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return `account-${seed % accounts}`;
  };
  for (let round = 0; round < rounds; round += 1) command(next(), next());
  const start = performance.now();
  for (let round = 0; round < rounds; round += 1) command(next(), next());
  return ((performance.now() - start) * 1_000) / rounds;
}

/** The fastest of several: everything else on the machine only adds. */
function best(measure) {
  return Math.min(...Array.from({ length: 5 }, measure));
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
    kind: 'field', name, visibility: 'public', optional: false,
    schema: { type: 'array', items: element },
    storage: { kind: 'collection', shape: 'array', table: name, element },
  };
}
