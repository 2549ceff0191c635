/**
 * Milliseconds since 1970 as `2026-03-01T12:00:00.000Z`. Reckoned here and not by Date, whose first use in a process makes V8 look up the
 * time zone of the machine: half a millisecond that a run which only logs need not pay.
 */
export function isoTime(ms: number): string {
  const second = Math.floor(ms / 1000);
  if (second !== last.second) last = { second, text: isoSecond(second) };
  return `${last.text}.${pad(ms - second * 1000, 3)}Z`;
}

/** Most lines of a log are written in the same second as the one before. */
let last = { second: Number.NaN, text: '' };

function isoSecond(second: number): string {
  const days = Math.floor(second / 86_400);
  const rest = second - days * 86_400;
  return `${isoDay(days)}T${two(rest / 3600)}:${two((rest / 60) % 60)}:${two(rest % 60)}`;
}

/** The civil date of a number of days since 1970, by the era arithmetic of the proleptic Gregorian calendar. */
function isoDay(days: number): string {
  // Years begin in March here, so that the leap day is the last of its year.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const month = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * month + 2) / 5) + 1;
  const year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0);
  return `${pad(year, 4)}-${two(month < 10 ? month + 3 : month - 9)}-${two(date)}`;
}

function two(value: number): string {
  return pad(value, 2);
}

function pad(value: number, width: number): string {
  return String(Math.floor(value)).padStart(width, '0');
}
