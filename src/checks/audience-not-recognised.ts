import { upcoming } from './campaigns-to-check.ts';
import { isForNewCustomers } from './existing-customers-excluded.ts';
import type { Rule } from './rule.ts';
import { actBy, count, counted, percent } from './wording.ts';

export const audienceNotRecognised: Rule = {
  id: 'audience-not-recognised',
  title: 'Audience that the centre does not know',
  severity: 'warning',
  story:
    '“They had just e-mailed me that morning”, and have no record of me. Marketing bought a list or kept its own; the agent asks for a customer number that the caller never had.',
  firesWhen:
    'more than 5 % (error: more than 20 %) of the readable entries of `audience_file` are not in the customer list; campaigns for new customers are left alone',
  remedy:
    'Load the list into the system that agents see before the launch, or take out what is not a customer.',
  needs: ['`audience_file` of the campaign and `checks: customers:` in the settings'],
  example: {
    file: 'audience.csv',
    bad: [
      'email',
      'amber@example.com',
      'bruno@example.com',
      'carla@example.com',
      'dmitri@example.com',
      'elena@example.com',
      'farid@example.com',
      'greta@example.com',
      'hugo@example.com',
      'imani@example.com',
      'jonah@example.com',
    ],
    good: [
      'email',
      'amber@example.com',
      'bruno@example.com',
      'carla@example.com',
      'dmitri@example.com',
      'elena@example.com',
      'farid@example.com',
      'greta@example.com',
      'hugo@example.com',
      'imani@example.com',
      'jonas@example.com',
    ],
    output: [
      'warning  audience-not-recognised  campaigns.csv:2:53',
      '  10 % of the audience (1 of 10) are not in the customer list. About 4',
      '  contacts will be with people the agent cannot find.',
      '  | vacuum-mail,Vacuum sale,email,2026-11-27T10:00,4000,audience.csv',
      '  |                                                     ^',
      '  → marketing, by Wed 25 Nov: Hand over the audience of “Vacuum sale” so that',
      '    agents find those who call. 1 more person can be looked up.',
    ],
  },
  options: {
    warning_share: {
      kind: 'fraction',
      default: 0.05,
      description: 'unknown share from which it is a warning',
    },
    error_share: { kind: 'fraction', default: 0.2, description: 'unknown share from which it is an error' },
  },
  lacks: (plan, { audience }) => {
    const waiting = upcoming(plan).filter(
      ({ campaign }) =>
        campaign.audienceFile !== undefined && audience?.get(campaign.id)?.notFound === undefined,
    );
    if (waiting.length === 0) return undefined;
    return `the audience of ${counted(waiting.length, 'campaign')} is not compared with the customer list (checks: customers: FILE)`;
  },
  check: (plan, context) =>
    upcoming(plan).flatMap(({ campaign, totalContacts }) => {
      const counts = context.audience?.get(campaign.id);
      const readable = counts === undefined ? 0 : counts.entries - counts.invalid;
      if (counts?.notFound === undefined || readable <= 0 || isForNewCustomers(campaign)) return [];
      const share = counts.notFound / readable;
      if (share <= context.number('warning_share')) return [];
      const contacts = share * totalContacts;
      const callers =
        contacts >= 0.5
          ? ` About ${counted(contacts, 'contact')} will be with people the agent cannot find.`
          : '';
      return [
        context.finding({
          campaign,
          column: 'audience_file',
          severity: share > context.number('error_share') ? 'error' : 'warning',
          message: `${percent(share)} of the audience (${count(counts.notFound)} of ${count(readable)}) are not in the customer list.${callers}`,
          hint: 'load the list into the system that agents see, or take out who is no customer',
          action: {
            who: 'marketing',
            by: actBy(plan, campaign.start.day - 2),
            what: `Hand over the audience of “${campaign.name}” so that agents find those who call.`,
            effect: `${counted(counts.notFound, 'more person', 'more people')} can be looked up.`,
          },
          data: {
            entries: counts.entries,
            readable,
            notFound: counts.notFound,
            invalid: counts.invalid,
            notFoundShareFraction: share,
          },
        }),
      ];
    }),
};
