// What the servers of durable commands hold: 1,000 accounts over 100 ledgers.
export const LEDGERS = 100;
export const ACCOUNTS = 10;
export const OPENING_BALANCE = 1_000_000_000;
