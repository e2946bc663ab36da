const dateTime = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

/**
 * A date-time of RFC 3339, to the millisecond; `undefined` for anything else, the 30th of February included, and where
 * its offset takes it out of the years that can be written in UTC.
 */
export function parseInstant(text: string): Date | undefined {
  const [, year, month, day] = dateTime.exec(text) ?? [];
  if (year === undefined) return undefined;
  // Date.parse would move a day that does not exist into the next month.
  if (Number(day) > daysIn(Number(year), Number(month))) return undefined;
  const instant = new Date(text.toUpperCase());
  return isWritable(instant) ? instant : undefined;
}

/** Whether an instant can be written in UTC as RFC 3339 has it; others would not sort as texts, which is how they are stored. */
export function isWritable(instant: Date): boolean {
  const year = instant.getUTCFullYear();
  return year >= 0 && year <= 9999;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}
