import { secondsPerDay } from '../calendar/local-date.ts';
import type { ContactFit } from '../forecast/contact-fit.ts';
import type { ChannelHistorySummary } from './plan.ts';

/** What each channel’s history holds and how well it forecasts. */
export function summariseHistory(fit: ContactFit): ChannelHistorySummary[] {
  return fit.input.channels.flatMap(({ channel, series }): ChannelHistorySummary[] => {
    if (series === undefined || series.days === 0) return [];
    const { intervalsPerDay, firstDay, days, observed, contacts, intervalSeconds } = series;
    const daysSeen = Array.from({ length: days }, (_, day) =>
      observed.subarray(day * intervalsPerDay, (day + 1) * intervalsPerDay).includes(1),
    );
    const baseline = fit.channels.find((one) => one.channel === channel)?.baseline;
    const fitted = baseline?.kind === 'fitted' ? baseline : undefined;
    return [
      {
        channel,
        firstDay,
        lastDay: firstDay + Math.max(0, daysSeen.lastIndexOf(true)),
        observedDays: daysSeen.filter(Boolean).length,
        contacts: contacts.reduce((sum, value) => sum + value, 0),
        intervalSeconds,
        anomalies: (fitted?.anomalies ?? []).map(({ kind, day, slot, observed: seen, expected }) => ({
          kind,
          day,
          secondOfDay: slot === undefined ? undefined : (slot * secondsPerDay) / intervalsPerDay,
          observed: seen,
          expected,
        })),
        accuracy: fitted?.accuracy,
        recentBias: fitted?.accuracy?.recentBias,
      },
    ];
  });
}
