import { friendlyDay } from '../calendar/friendly-time.ts';
import type { CampaignMoment } from '../campaigns/campaign.ts';
import type { Plan } from '../plan/plan.ts';
import { upcoming } from './campaigns-to-check.ts';
import type { Rule } from './rule.ts';
import { actBy, moment } from './wording.ts';

function troubleOf(
  plan: Plan,
  start: CampaignMoment,
): { readonly message: string; readonly hint: string } | undefined {
  const zone = plan.settings.timeZone;
  if (!start.hasTime) {
    return {
      message: `It starts on ${friendlyDay(start.day)} at no time: surges live in hours, and the forecast spreads its contacts over the whole day.`,
      hint: `write the time as well, such as ${friendlyDay(start.day)} 09:00 as YYYY-MM-DDT09:00`,
    };
  }
  if (start.resolution === 'skipped') {
    return {
      message: `Its launch time does not exist in ${zone}: the clocks go forward that night. ${moment(plan, start.instant)} is taken.`,
      hint: 'write another time, or the offset behind it (+01:00)',
    };
  }
  if (start.resolution === 'repeated') {
    return {
      message: `Its launch time comes twice in ${zone}: the clocks go back that night. The first ${moment(plan, start.instant)} is taken.`,
      hint: 'write the offset behind the time (+01:00)',
    };
  }
  return undefined;
}

export const noLaunchTime: Rule = {
  id: 'no-launch-time',
  title: 'No time of launch',
  severity: 'warning',
  story:
    'Surges live in hours. Half the calls of an e-mail come within two hours and a half, those of a television spot within two minutes: “on Saturday” is not a time to put agents at.',
  firesWhen:
    'a campaign to come has a date without a time, or a local time that a clock change skips or repeats and no offset that says which',
  remedy:
    'Write `start` as date and time, `2026-11-28T10:00`; add the offset on the night the clocks change.',
  needs: [],
  example: {
    file: 'campaigns.csv',
    bad: ['id,name,medium,start,reach', 'vacuum-mail,Vacuum sale,email,2026-11-24,4000'],
    good: ['id,name,medium,start,reach', 'vacuum-mail,Vacuum sale,email,2026-11-24T10:00,4000'],
    output: [
      'warning  no-launch-time  campaigns.csv:2:31',
      '  It starts on Tue 24 Nov at no time: surges live in hours, and the forecast',
      '  spreads its contacts over the whole day.',
      '  | vacuum-mail,Vacuum sale,email,2026-11-24,4000',
      '  |                               ^',
      '  → marketing, today: Say at what time “Vacuum sale” starts. Its surge is',
      '    staffed in the right hours.',
    ],
  },
  options: {},
  check: (plan, context) =>
    upcoming(plan).flatMap(({ campaign }) => {
      const trouble = troubleOf(plan, campaign.start);
      if (trouble === undefined) return [];
      return [
        context.finding({
          campaign,
          column: 'start',
          ...trouble,
          action: {
            who: 'marketing',
            by: actBy(plan, campaign.start.day - plan.settings.checks.noticeDays),
            what: `Say at what time “${campaign.name}” starts.`,
            effect: 'Its surge is staffed in the right hours.',
          },
          data: { hasTime: campaign.start.hasTime, resolution: campaign.start.resolution },
        }),
      ];
    }),
};
