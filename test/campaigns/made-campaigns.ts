import { parseDay } from '../../src/calendar/local-date.ts';
import { parseOpeningHours, type OpeningHours } from '../../src/calendar/opening-hours.ts';
import { timeZone, type Instant, type TimeZone } from '../../src/calendar/time-zone.ts';
import type { Campaign, CampaignMoment } from '../../src/campaigns/campaign.ts';

export const newYork = timeZone('America/New_York');

/** `2026-11-23T09:15` in a zone; a date alone has no time. */
export function moment(text: string, zone: TimeZone = newYork): CampaignMoment {
  const [date = '', time] = text.split('T');
  const [hours = 0, minutes = 0] = (time ?? '00:00').split(':').map(Number);
  const day = parseDay(date);
  if (day === undefined) throw new RangeError(`no date: ${text}`);
  const { instant, resolution } = zone.instantOf({ day, secondOfDay: hours * 3600 + minutes * 60 });
  return { instant, day, hasTime: time !== undefined, resolution };
}

export function instant(text: string, zone: TimeZone = newYork): Instant {
  return moment(text, zone).instant;
}

export function hours(text: string): OpeningHours {
  const parsed = parseOpeningHours(text);
  if ('problem' in parsed) throw new RangeError(`no opening hours: ${parsed.problem}`);
  return parsed;
}

/** A campaign with only what a test says of it. */
export function campaign(
  start: string,
  fields: Partial<Omit<Campaign, 'start' | 'end'>> & { readonly end?: string } = {},
  zone: TimeZone = newYork,
): Campaign {
  const { end, ...rest } = fields;
  return {
    id: `${rest.medium ?? 'email'}-${start}`,
    name: 'made up',
    status: 'confirmed',
    medium: 'email',
    start: moment(start, zone),
    end: end === undefined ? undefined : moment(end, zone),
    size: {},
    offer: {},
    support: {},
    goals: {},
    location: { file: 'campaigns.csv' },
    columns: {},
    ...rest,
  };
}
