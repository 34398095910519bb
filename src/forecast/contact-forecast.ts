import type { IntervalGrid } from '../calendar/interval-grid.ts';
import type { DayNumber } from '../calendar/local-date.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import { forecastCampaigns, type CampaignForecast } from './campaign-forecast.ts';
import { forecastChannel, type ChannelForecast } from './channel-forecast.ts';
import type { ContactFit } from './contact-fit.ts';
import type { DayExplanation } from './forecast-model.ts';

/** Every channel's contacts over a grid, and what each campaign adds. */
export interface ContactForecast {
  readonly grid: IntervalGrid;
  /** In the order of the fit's channels. */
  readonly channels: readonly ChannelForecast[];
  /** Every campaign that was not cancelled, in the calendar's order. */
  readonly campaigns: readonly CampaignForecast[];
}

/**
 * Forecasts every channel of a fit over a grid: baseline plus the contacts of each campaign, with intervals that hold the uncertainty of
 * both. `campaigns` may be another calendar than the one that was learnt from, for a what-if: one fit serves them all.
 *
 * A campaign whose response has begun counts with what was seen of it, as long as it is the very object that was learnt from.
 *
 * @throws RangeError when the grid's intervals are not as long as the history's.
 */
export function forecastContacts(
  fit: ContactFit,
  request: { readonly grid: IntervalGrid; readonly campaigns?: readonly Campaign[] | undefined },
): ContactForecast {
  const { grid, campaigns: calendar = fit.input.campaigns } = request;
  for (const { series, channel } of fit.input.channels) {
    if (series === undefined || series.intervalSeconds === grid.intervalSeconds) continue;
    throw new RangeError(
      `${channel} has intervals of ${series.intervalSeconds} s, the grid of ${grid.intervalSeconds} s`,
    );
  }
  const campaigns = forecastCampaigns(fit, grid, calendar);
  return {
    grid,
    channels: fit.channels.map((channel) => forecastChannel(channel, grid, campaigns)),
    campaigns,
  };
}

/** How a day's contacts on one channel come about: the baseline's parts, and each campaign's contacts. They sum to the total. */
export function explainContacts(
  fit: ContactFit,
  forecast: ContactForecast,
  at: { readonly channel: string; readonly day: DayNumber },
): DayExplanation {
  const { grid } = forecast;
  const outcome = fit.channels.find(({ channel }) => channel === at.channel)?.baseline;
  const baseline =
    outcome?.kind === 'fitted' ? outcome.model.explain(at.day) : { day: at.day, total: 0, parts: [] };
  const parts = forecast.campaigns.flatMap(({ campaign, demand }) => {
    let contacts = 0;
    for (const part of demand?.channels ?? []) {
      if (part.channel !== at.channel) continue;
      part.intervalContacts.forEach((value, offset) => {
        if (grid.intervals[part.first + offset]?.day === at.day) contacts += value;
      });
    }
    return contacts > 0 ? [{ name: `campaign ${campaign.id}`, contacts }] : [];
  });
  const added = parts.reduce((sum, { contacts }) => sum + contacts, 0);
  return { day: at.day, total: baseline.total + added, parts: [...baseline.parts, ...parts] };
}
