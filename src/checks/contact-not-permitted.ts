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
