import type { Campaign } from '../campaigns/campaign.ts';
import { upcoming } from './campaigns-to-check.ts';
import type { Rule } from './rule.ts';
import { actBy } from './wording.ts';

/** What of a size the row does say, for the message. */
function saidOf({ size }: Campaign): string {
  if (size.contactRate !== undefined || size.responseRate !== undefined)
    return 'It says how many of those it reaches call and not how many it reaches';
  return 'It says neither whom it reaches nor how many contacts it brings';
}

/** Reach is enough, for rates are learnt; so is a number of contacts, or an uplift. */
function isWithoutSize({ size }: Campaign): boolean {
  return size.reach === undefined && size.expectedContacts === undefined && size.upliftFraction === undefined;
}

export const noVolume: Rule = {
  id: 'no-volume',
  title: 'Campaign without a volume',
  severity: 'error',
  story:
    'A flag in a calendar staffs nobody. The row says that there is a campaign on Friday; whether it brings thirty calls or three thousand it does not say, and so it brings none to the forecast.',
  firesWhen:
    'a campaign to come has no reach, no expected contacts and no uplift: nothing that a forecast could be made of',
  remedy:
    'Fill in `reach` (people, clicks or audience): the contact rate is then learnt or taken from the defaults. `expected_contacts` or `uplift_percent` do as well.',
  needs: [],
  example: {
    file: 'campaigns.csv',
    bad: ['id,name,medium,start,reach', 'flyer,Flyer with the kettle makers,outdoor,2026-11-24T10:00,'],
    good: ['id,name,medium,start,reach', 'flyer,Flyer with the kettle makers,outdoor,2026-11-24T10:00,20000'],
    output: [
      'error  no-volume  campaigns.csv:2:61',
      '  It says neither whom it reaches nor how many contacts it brings: the',
      '  forecast has 0 contacts for it, and nobody is staffed.',
      '  | flyer,Flyer with the kettle makers,outdoor,2026-11-24T10:00,',
      '  |                                                             ^',
      '  → marketing, today: Say how many people “Flyer with the kettle makers”',
      '    reaches. Then its contacts are forecast and staffed.',
    ],
  },
  options: {},
  check: (plan, context) =>
    upcoming(plan)
      .filter(({ campaign, sizeSource }) => sizeSource === 'none' && isWithoutSize(campaign))
      .map(({ campaign }) =>
        context.finding({
          campaign,
          column: 'reach',
          message: `${saidOf(campaign)}: the forecast has 0 contacts for it, and nobody is staffed.`,
          hint: 'fill in reach, expected_contacts or uplift_percent',
          action: {
            who: 'marketing',
            by: actBy(plan, campaign.start.day - plan.settings.checks.noticeDays),
            what: `Say how many people “${campaign.name}” reaches.`,
            effect: 'Then its contacts are forecast and staffed.',
          },
          data: { forecastContacts: 0 },
        }),
      ),
};
