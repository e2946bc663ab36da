// What a benchmarked server tells the driver.
export const BOOKS = 100;
export const ACCOUNTS = 10;

export function sayReady(url, books, close) {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send({ cpuUs: user + system });
  });
  process.once('SIGTERM', () => {
    Promise.resolve(close()).then(() => process.exit(0));
  });
  process.send({ url, books });
}
