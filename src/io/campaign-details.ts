import { secondsPerDay, type DayNumber } from '../calendar/local-date.ts';
import type { TimeZone } from '../calendar/time-zone.ts';
import type { CampaignGoals, CampaignMoment, CampaignOffer, CampaignSupport } from '../campaigns/campaign.ts';
import { audienceWords, slugOf, vocabularyWord } from './calendar-words.ts';
import type { RowReader, WrittenMoment } from './row-reader.ts';

function momentOf(written: WrittenMoment, zone: TimeZone): CampaignMoment {
  const { day, secondOfDay, offsetSeconds } = written;
  if (secondOfDay === undefined)
    return { instant: zone.startOfDay(day), day, hasTime: false, resolution: 'exact' };
  if (offsetSeconds !== undefined) {
    const instant = day * secondsPerDay + secondOfDay - offsetSeconds;
    return { instant, day: zone.localTimeOf(instant).day, hasTime: true, resolution: 'exact' };
  }
  const { instant, resolution } = zone.instantOf({ day, secondOfDay });
  return { instant, day, hasTime: true, resolution };
}

/** A moment of the calendar, on the zone's wall clock unless it carries an offset. */
export function momentCell(
  row: RowReader,
  zone: TimeZone,
  name: string,
  timeName?: string,
): CampaignMoment | undefined {
  const written = row.moment(name, timeName);
  return written && momentOf(written, zone);
}

function dayOf(row: RowReader, zone: TimeZone, name: string): DayNumber | undefined {
  return momentCell(row, zone, name)?.day;
}

/** Days, from a number or a duration in days or weeks. */
function days(row: RowReader, name: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(d|days?|w|weeks?)$/i.exec(row.text(name) ?? '');
  if (match === null) return row.number(name);
  return Number(match[1]) * (/^w/i.test(match[2] ?? '') ? 7 : 1);
}

function list(text: string | undefined): readonly string[] | undefined {
  const words = text?.split(/[\s,;|/+&]+/).flatMap((word) => slugOf(word) ?? []);
  return words === undefined || words.length === 0 ? undefined : words;
}

/** What is offered, to whom, until when. */
export function campaignOffer(row: RowReader, zone: TimeZone): CampaignOffer {
  const audience = row.text('audience');
  return {
    offer: row.text('offer'),
    offerCode: row.text('offer_code'),
    offerExpires: momentCell(row, zone, 'offer_expires'),
    audience: audience && (vocabularyWord(audience, audienceWords) ?? audience),
    retroactiveDays: days(row, 'retroactive_days'),
    postingDays: days(row, 'posting_days'),
    redeemBy: dayOf(row, zone, 'redeem_by'),
    soldThrough: list(row.text('sold_through')),
  };
}

/** What agents have for it. */
export function campaignSupport(row: RowReader): CampaignSupport {
  return {
    briefing: row.text('briefing'),
    agentAuthority: row.text('agent_authority'),
    phoneNumber: row.text('phone_number'),
    menuOption: row.text('menu_option'),
  };
}

/** What it is to achieve, and its cost. */
export function campaignGoals(row: RowReader): CampaignGoals {
  return {
    goalContacts: row.number('goal_contacts'),
    goalSales: row.number('goal_sales'),
    goalRevenue: row.number('goal_revenue'),
    revenuePerSale: row.number('revenue_per_sale'),
    salesPerContact: row.number('sales_per_contact'),
    cost: row.number('cost'),
  };
}
