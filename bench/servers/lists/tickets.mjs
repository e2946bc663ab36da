// The tickets that servers of records hold: half of them are open.
import Database from 'better-sqlite3';

/** How many there are where lists are measured. */
export const LISTED = 100_000;

const columns = 'id, version, created_at, updated_at, title, status, priority, assignee';

export function fillTickets(file, count) {
  const database = new Database(file);
  const insert = database.prepare(`INSERT INTO tickets (${columns}) VALUES (?, 1, ?, ?, ?, ?, ?, ?)`);
  database.transaction(() => {
    for (let n = 0; n < count; n += 1) {
      const id = ticketId(n);
      const at = new Date(1_767_225_600_000 + n * 1000).toISOString();
      // Spread over 5,000 priorities, so that some are equal and the order of writing is not that of the list.
      insert.run(id, at, at, `Ticket ${n}`, n % 2 === 0 ? 'open' : 'done', (n * 7919) % 5000, n % 3 === 0 ? 'Ann' : null);
    }
  })();
  database.close();
}

/** Writes to the table every few milliseconds, as another process would; answers how to stop it. */
export function writeTickets(file, count) {
  const database = new Database(file);
  database.pragma('synchronous = OFF');
  const update = database.prepare('UPDATE tickets SET title = ? WHERE id = ?');
  let n = 0;
  const timer = setInterval(() => {
    n += 1;
    update.run(`Ticket ${n}`, ticketId(n % count));
  }, 5);
  return () => {
    clearInterval(timer);
    database.close();
  };
}

export function ticketId(number) {
  return `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}
