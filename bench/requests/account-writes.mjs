/** A created account and a changed balance in turn: what servers of plain records have for a command. */
export function accountWrites({ path, ids }, method) {
  let sent = 0;
  return () => {
    sent += 1;
    if (sent % 2 === 0) return { method: 'POST', path, body: JSON.stringify(account(sent)) };
    return { method, path: `${path}/${ids[sent % ids.length]}`, body: JSON.stringify({ balanceMinor: sent }) };
  };
}

function account(number) {
  const opened = { balanceMinor: 1_000_000_000, openedAt: '2026-01-01T00:00:00.000Z' };
  return { ledger: `ledger ${number % 100}`, ownerName: 'Ann', currency: 'EUR', ...opened };
}
