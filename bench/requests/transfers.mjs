/**
 * Transfers over all ledgers in turn, and over the accounts of each; every one with a key of its own.
 *
 * @param {{ ledgers: readonly { path: string, accounts: readonly string[] }[] }} server
 * @returns {() => { method: string, path: string, headers: Record<string, string>, body: string }}
 */
export function transfers({ ledgers }) {
  let sent = 0;
  return () => {
    const { path, accounts } = ledgers[sent % ledgers.length];
    const pair = Math.floor(sent / ledgers.length);
    sent += 1;
    return {
      method: 'POST',
      path,
      headers: { 'idempotency-key': `key-${sent}` },
      body: JSON.stringify({
        fromAccountId: accounts[pair % accounts.length],
        toAccountId: accounts[(pair + 1) % accounts.length],
        amountMinor: 1,
      }),
    };
  };
}
