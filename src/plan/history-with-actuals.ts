import type { ContactSeries } from '../history/contact-series.ts';

/** Sum of the finer series' slots that make up one slot of the other; undefined where one of them is not known. */
function slotSum(series: ContactSeries, first: number, slots: number): number | undefined {
  let sum = 0;
  for (let slot = first; slot < first + slots; slot++) {
    if (series.observed[slot] !== 1) return undefined;
    sum += series.contacts[slot] ?? 0;
  }
  return sum;
}

function extended(past: ContactSeries, actual: ContactSeries): ContactSeries {
  const { intervalsPerDay } = past;
  const firstDay = Math.min(past.firstDay, actual.firstDay);
  const days = Math.max(past.firstDay + past.days, actual.firstDay + actual.days) - firstDay;
  const contacts = new Float64Array(days * intervalsPerDay);
  const observed = new Uint8Array(days * intervalsPerDay);
  const lay = (series: ContactSeries): void => {
    const slots = series.intervalsPerDay / intervalsPerDay;
    const offset = (series.firstDay - firstDay) * intervalsPerDay;
    for (let slot = 0; slot < series.days * intervalsPerDay; slot++) {
      const sum = slotSum(series, slot * slots, slots);
      if (sum === undefined) continue;
      contacts[offset + slot] = sum;
      observed[offset + slot] = 1;
    }
  };
  lay(past);
  lay(actual);
  return {
    channel: past.channel,
    intervalSeconds: past.intervalSeconds,
    intervalsPerDay,
    firstDay,
    days,
    contacts,
    observed,
  };
}

/**
 * History with what came laid over it, channel by channel: what the next forecast learns from. Actuals win where both know a slot;
 * those of a finer interval are added up, those of a coarser one cannot be used and are left out, as are new channels.
 */
export function historyWithActuals(
  history: readonly ContactSeries[],
  actuals: readonly ContactSeries[],
): readonly ContactSeries[] {
  return history.map((past) => {
    const actual = actuals.find(({ channel }) => channel === past.channel);
    const fits = actual !== undefined && actual.intervalsPerDay % past.intervalsPerDay === 0;
    return fits ? extended(past, actual) : past;
  });
}
