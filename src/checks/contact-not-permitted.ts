import { upcoming } from './campaigns-to-check.ts';
import type { Rule } from './rule.ts';
import { actBy, count, counted, percent } from './wording.ts';

export const contactNotPermitted: Rule = {
  id: 'contact-not-permitted',
  title: 'People who asked not to be contacted',
  severity: 'error',
  story:
    'Do-not-call, unsubscribed, and on the list all the same. One of them is a journalist, one is a lawyer, and all the others call the contact centre.',
  firesWhen: 'an entry of `audience_file` is on the suppression list',
  remedy: 'Take the entries out before the launch.',
  needs: ['`audience_file` of the campaign and `checks: suppression:` in the settings'],
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
      'zoe@example.com',
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
      'error  contact-not-permitted  campaigns.csv:2:53',
      '  1 of 10 in the audience (10 %) is on the suppression list and has asked not',
      '  to be contacted.',
      '  | vacuum-mail,Vacuum sale,email,2026-11-27T10:00,4000,audience.csv',
      '  |                                                     ^',
      '  → marketing, by Thu 26 Nov: Take 1 suppressed entry out of the audience of',
      '    “Vacuum sale”. Nobody is contacted against their will.',
    ],
  },
  options: {},
  lacks: (plan, { audience }) => {
    const waiting = upcoming(plan).filter(
      ({ campaign }) =>
        campaign.audienceFile !== undefined && audience?.get(campaign.id)?.suppressed === undefined,
    );
    if (waiting.length === 0) return undefined;
    return `the audience of ${counted(waiting.length, 'campaign')} is not compared with a suppression list (checks: suppression: FILE)`;
  },
  check: (plan, context) =>
    upcoming(plan).flatMap(({ campaign }) => {
      const counts = context.audience?.get(campaign.id);
      if (counts?.suppressed === undefined || counts.suppressed === 0) return [];
      const share = counts.suppressed / Math.max(1, counts.entries);
      const [are, have] = counts.suppressed === 1 ? ['is', 'has'] : ['are', 'have'];
      return [
        context.finding({
          campaign,
          column: 'audience_file',
          message: `${count(counts.suppressed)} of ${count(counts.entries)} in the audience (${percent(share)}) ${are} on the suppression list and ${have} asked not to be contacted.`,
          hint: 'take them out of the audience before the launch',
          action: {
            who: 'marketing',
            by: actBy(plan, campaign.start.day - 1),
            what: `Take ${counted(counts.suppressed, 'suppressed entry', 'suppressed entries')} out of the audience of “${campaign.name}”.`,
            effect: 'Nobody is contacted against their will.',
          },
          data: { entries: counts.entries, suppressed: counts.suppressed },
        }),
      ];
    }),
};
