import { friendlyDate, friendlyMoment } from '../calendar/friendly-time.ts';
import type { TimeZone } from '../calendar/time-zone.ts';
import type { Brief, CampaignBrief, HourContacts } from '../plan/brief.ts';
import { formatCount } from './layout.ts';
import type { Style } from './style.ts';

/** What renderers of a brief need beside it. */
export interface BriefContext {
  readonly timeZone: TimeZone;
  /** The centre’s name. */
  readonly name: string | undefined;
  readonly style: Style;
  readonly width: number;
}

/** A line of the brief: its label, and what the calendar says; undefined is shown as missing. */
export interface BriefFact {
  readonly label: string;
  readonly value: string | undefined;
}

export const missingText = 'MISSING: ask marketing';

/** The facts of a campaign in the order in which agents need them. Those that do not apply are left out. */
export function briefFacts(
  { campaign, byChannel, contacts }: CampaignBrief,
  { timeZone }: BriefContext,
): readonly BriefFact[] {
  const { offer, support, medium, start, end, size } = campaign;
  const reached = size.reach === undefined ? '' : `, to ${formatCount(size.reach)} people`;
  const until = end === undefined ? '' : ` to ${friendlyMoment(end.instant, timeZone)}`;
  const split = byChannel.map(({ channel, contacts: of }) => `${channel} ${formatCount(of)}`).join(', ');
  const from = start.hasTime ? friendlyMoment(start.instant, timeZone) : friendlyDate(start.day);
  const expires = offer.offerExpires;
  return [
    { label: 'who got it', value: `${medium}, ${from}${until}${reached}` },
    { label: 'offer', value: offer.offer },
    ...(offer.offerCode === undefined ? [] : [{ label: 'code', value: offer.offerCode }]),
    { label: 'eligible', value: offer.audience },
    ...(expires === undefined
      ? []
      : [
          {
            label: 'ends',
            value: expires.hasTime ? friendlyMoment(expires.instant, timeZone) : friendlyDate(expires.day),
          },
        ]),
    ...(offer.redeemBy === undefined ? [] : [{ label: 'use by', value: friendlyDate(offer.redeemBy) }]),
    ...(offer.postingDays === undefined
      ? []
      : [{ label: 'posts after', value: `${offer.postingDays} days` }]),
    { label: 'what to say', value: support.briefing },
    { label: 'you may grant', value: support.agentAuthority },
    ...(support.phoneNumber === undefined && support.menuOption === undefined
      ? [{ label: 'number, menu', value: undefined }]
      : [
          {
            label: 'number, menu',
            value: [support.phoneNumber, support.menuOption && `option ${support.menuOption}`]
              .filter(Boolean)
              .join(', '),
          },
        ]),
    {
      label: 'contacts today',
      value:
        contacts < 0.5
          ? 'none expected'
          : `about ${formatCount(contacts)}${split === '' ? '' : ` (${split})`}`,
    },
  ];
}

/** `09:00 12 · 10:00 31 · …`, hours with contacts. */
export function hoursText(hours: readonly HourContacts[]): string {
  return hours
    .filter(({ contacts }) => contacts >= 0.5)
    .map(({ hour, contacts }) => `${String(hour).padStart(2, '0')}:00 ${formatCount(contacts)}`)
    .join(' · ');
}

/** The headline of a brief. */
export function briefTitle(brief: Brief, { name }: BriefContext): string {
  return [name, `brief for ${friendlyDate(brief.day)}`].filter((part) => part !== undefined).join(' · ');
}

/** What a brief without campaigns says. */
export const quietText = 'No campaign is live today.';
