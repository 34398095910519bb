import { upcoming } from './campaigns-to-check.ts';
import type { Rule } from './rule.ts';
import { count, percent } from './wording.ts';

export const noPrecedent: Rule = {
  id: 'no-precedent',
  title: 'First of its kind',
  severity: 'info',
  story:
    'Nobody knows what the first campaign of a kind brings, and a plan that gives one number pretends to. It should give a range, and somebody who watches.',
  firesWhen:
    'a campaign to come has a volume, and no earlier campaign of its medium stands in the calendar, or none that history could measure',
  remedy:
    'Watch the first hours and have agents on call; the next campaign of the kind will have this one to learn from.',
  needs: [],
  example: {
    file: 'campaigns.csv',
    bad: [
      'id,name,status,medium,start,reach,contact_rate',
      'fall-mail,Fall sale,sent,email,2026-10-13T10:00,4000,',
      'vacuum-push,Vacuum sale,planned,push,2026-11-24T10:00,4000,0.5%',
    ],
    good: [
      'id,name,status,medium,start,reach,contact_rate',
      'fall-mail,Fall sale,sent,email,2026-10-13T10:00,4000,',
      'vacuum-push,Vacuum sale,planned,email,2026-11-24T10:00,4000,0.5%',
    ],
    output: [
      'info  no-precedent  campaigns.csv:3:33',
      '  It is the first push campaign: about 20 contacts by the calendar’s own',
      '  number, and anything from 8 to 42 would be no surprise (80 % interval).',
      '  | vacuum-push,Vacuum sale,planned,push,2026-11-24T10:00,4000,0.5%',
      '  |                                 ^',
      '  → contact centre: Watch the first hours of “Vacuum sale” and have agents on',
      '    call for up to 42 contacts. Its range is 172 % of its mean.',
    ],
  },
  options: {},
  check: (plan, context) => {
    const past = plan.campaigns.filter(
      ({ campaign, phase }) => phase !== 'cancelled' && campaign.start.day < plan.asOf,
    );
    const media = new Set(past.map(({ campaign }) => campaign.medium));
    return upcoming(plan)
      .filter(
        ({ campaign, sizeSource, totalContacts }) =>
          totalContacts >= 0.5 && (!media.has(campaign.medium) || sizeSource === 'default'),
      )
      .map(({ campaign, sizeSource, totalContacts, totalContactsLower80, totalContactsUpper80 }) => {
        const width = totalContacts > 0 ? (totalContactsUpper80 - totalContactsLower80) / totalContacts : 0;
        const source = sizeSource === 'default' ? 'a shipped default' : 'the calendar’s own number';
        const first = media.has(campaign.medium)
          ? `No past ${campaign.medium} campaign could be measured`
          : `It is the first ${campaign.medium} campaign`;
        return context.finding({
          campaign,
          column: 'medium',
          message: `${first}: about ${count(totalContacts)} contacts by ${source}, and anything from ${count(totalContactsLower80)} to ${count(totalContactsUpper80)} would be no surprise (80 % interval).`,
          hint: 'have agents on call for the first hours, and compare afterwards',
          action: {
            who: 'contact-centre',
            what: `Watch the first hours of “${campaign.name}” and have agents on call for up to ${count(totalContactsUpper80)} contacts.`,
            effect: `Its range is ${percent(width)} of its mean.`,
          },
          data: {
            contacts: totalContacts,
            lower80: totalContactsLower80,
            upper80: totalContactsUpper80,
            sizeSource,
          },
        });
      });
  },
};
