import { datePartsOf, parseDay, secondsPerDay, type DayNumber } from './local-date.ts';
import type { SpecialDay } from './special-days.ts';

/**
 * Public holidays of a country (`US`) or region (`US-NY`, `DE-BY`) between two days, as days of class `full`. The list comes from the
 * date-holidays package, which is loaded only here and only when a plan names a country. A list says when a country rests, not whether a
 * centre is closed: list `closed` and `open` days of your own beside it.
 *
 * An unknown code gives the regions that its country has, for a message.
 */
export async function countryHolidays(
  code: string,
  from: DayNumber,
  to: DayNumber,
): Promise<SpecialDay[] | { readonly unknown: string; readonly regions: readonly string[] }> {
  const { default: Holidays } = await import('date-holidays');
  const [country = '', state, region] = code.split('-');
  const calendar = new Holidays();
  const known =
    country.toUpperCase() in calendar.getCountries() &&
    (state === undefined || state.toUpperCase() in (calendar.getStates(country) ?? {}));
  if (!known) {
    const regions = Object.keys(calendar.getStates(country) ?? {}).map((one) => `${country}-${one}`);
    return { unknown: code, regions };
  }
  calendar.init(country, state ?? '', region ?? '');
  const days: SpecialDay[] = [];
  for (let year = datePartsOf(from).year; year <= datePartsOf(to).year; year++) {
    for (const holiday of calendar.getHolidays(year)) {
      const day = parseDay(holiday.date.slice(0, 10));
      if (holiday.type !== 'public' || day === undefined) continue;
      // Festivals may last for days; an hour is off where clocks change within one.
      const length = Math.max(
        1,
        Math.round((holiday.end.getTime() - holiday.start.getTime()) / (1000 * secondsPerDay)),
      );
      const lastDay = day + length - 1;
      if (lastDay >= from && day <= to)
        days.push({ firstDay: day, lastDay, class: 'full', name: holiday.name });
    }
  }
  return days;
}
