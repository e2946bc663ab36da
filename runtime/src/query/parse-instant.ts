const dateTime = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

/** A date-time of RFC 3339, to the millisecond; `undefined` for anything else, the 30th of February included. */
export function parseInstant(text: string): Date | undefined {
  const [, year, month, day] = dateTime.exec(text) ?? [];
  if (year === undefined) return undefined;
  // Date.parse would move a day that does not exist into the next month.
  if (Number(day) > daysIn(Number(year), Number(month))) return undefined;
  const instant = new Date(text.toUpperCase());
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}
