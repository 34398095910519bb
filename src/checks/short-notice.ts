import { friendlyDay } from '../calendar/friendly-time.ts';
import type { CampaignPlan, Plan } from '../plan/plan.ts';
import type { Finding, FindingAction } from '../problems/finding.ts';
import { upcoming } from './campaigns-to-check.ts';
import { agentSourceFor, agentSourceWords, worstPaidGap, type AgentSource, type PaidGap } from './cover.ts';
import type { Rule, RuleContext } from './rule.ts';
import { actBy, count, counted, money, stretch } from './wording.ts';
import { workingDaysBetween } from './working-days.ts';

interface Notice {
  readonly days: number;
  readonly workingDays: number;
  readonly gap: PaidGap | undefined;
  readonly need: { readonly source: AgentSource; readonly leadDays: number } | undefined;
}

function noticeOf(plan: Plan, entry: CampaignPlan, announced: number): Notice {
  const { start } = entry.campaign;
  const gap = worstPaidGap(plan, entry);
  return {
    days: start.day - announced,
    workingDays: workingDaysBetween(announced, start.day, plan.settings.specialDays),
    gap,
    need: gap && agentSourceFor(plan, gap),
  };
}

function told(days: number): string {
  if (days === 0) return 'The contact centre was told on the day of the launch';
  if (days < 0) return `The contact centre was told ${counted(-days, 'day')} after the launch`;
  return `The contact centre was told ${counted(days, 'day')} before the launch`;
}

function messageOf(plan: Plan, notice: Notice): string {
  const { noticeDays, noticeWorkingDays } = plan.settings.checks;
  const { days, workingDays, gap, need } = notice;
  const working = days > 0 ? ` (${counted(workingDays, 'working day')})` : '';
  const agreed = `${told(days)}${working}; ${counted(noticeDays, 'day')} and ${counted(noticeWorkingDays, 'working day')} are agreed.`;
  if (gap === undefined || need === undefined) return agreed;
  const first = days < noticeDays || workingDays < noticeWorkingDays ? agreed : `${told(days)}${working}.`;
  const lead =
    need.leadDays > days
      ? `, and ${agentSourceWords[need.source]} takes ${counted(need.leadDays, 'day')}`
      : '';
  return `${first} It needs ${counted(gap.agents, 'more paid agent')} in ${gap.team} at ${stretch(plan, gap.interval, gap.interval)} than the ${count(gap.there)} there are${lead}.`;
}

/** What can still be done, and by when: overtime while there is time for it, otherwise a later launch. */
function actionOf(plan: Plan, entry: CampaignPlan, notice: Notice): FindingAction {
  const { campaign } = entry;
  const { leadTimes, noticeDays } = plan.settings.checks;
  const { gap, need } = notice;
  const overtimeBy = campaign.start.day - leadTimes.overtime;
  const moved = friendlyDay(
    Math.max(plan.asOf, campaign.announced ?? plan.asOf) + Math.max(noticeDays, need?.leadDays ?? 0),
  );
  const name = `“${campaign.name}”`;
  if (gap === undefined) {
    return {
      who: 'both',
      by: actBy(plan, campaign.start.day - 1),
      what: `Brief the agents on ${name} and agree a date to be told of the next one.`,
    };
  }
  const costPerHour = plan.teams.find(({ team }) => team === gap.team)?.costPerHour;
  const overtimeFactor = plan.settings.teams.find(({ name: team }) => team === gap.team)?.overtimeFactor ?? 1;
  const price =
    costPerHour === undefined ? '' : ` (${money(plan, gap.agentHours * costPerHour * overtimeFactor)})`;
  if (need !== undefined && need.source !== 'hiring' && campaign.start.day - need.leadDays >= plan.asOf) {
    return {
      who: 'contact-centre',
      by: actBy(plan, campaign.start.day - need.leadDays),
      what: `Cover “${campaign.name}” by ${agentSourceWords[need.source]}: ${counted(gap.agentHours, 'agent-hour')} in ${gap.team}${price}.`,
      effect: `Or marketing moves the launch to ${moved}.`,
    };
  }
  if (overtimeBy >= plan.asOf && need?.source !== 'hiring') {
    return {
      who: 'contact-centre',
      by: actBy(plan, overtimeBy),
      what: `Call what overtime there is for ${name}: ${counted(gap.agentHours, 'agent-hour')} in ${gap.team}${price}.`,
      effect: `Or marketing moves the launch to ${moved}.`,
    };
  }
  return {
    who: 'marketing',
    by: actBy(plan, campaign.start.day - 1),
    what: `Move ${name} to ${moved} or send it in smaller waves.`,
    effect: `There is no time left to find ${counted(gap.agents, 'agent')}.`,
  };
}

function checkOne(plan: Plan, entry: CampaignPlan, context: RuleContext): readonly Finding[] {
  const { campaign } = entry;
  if (campaign.announced === undefined) return [];
  const { noticeDays, noticeWorkingDays } = plan.settings.checks;
  const notice = noticeOf(plan, entry, campaign.announced);
  const tooFewWorkingDays = notice.workingDays < noticeWorkingDays;
  const tooLateForAgents = notice.need !== undefined && notice.days < notice.need.leadDays;
  if (notice.days >= noticeDays && !tooFewWorkingDays && !tooLateForAgents) return [];
  return [
    context.finding({
      campaign,
      column: 'announced',
      severity: tooFewWorkingDays || tooLateForAgents ? 'error' : 'warning',
      message: messageOf(plan, notice),
      hint: `announce campaigns ${counted(noticeDays, 'day')} ahead, or agree on less: checks.notice_days`,
      action: actionOf(plan, entry, notice),
      data: {
        noticeDays: notice.days,
        noticeWorkingDays: notice.workingDays,
        agreedNoticeDays: noticeDays,
        agreedNoticeWorkingDays: noticeWorkingDays,
        ...(notice.gap === undefined
          ? {}
          : {
              team: notice.gap.team,
              missingPaidAgents: notice.gap.agents,
              missingAgentHours: notice.gap.agentHours,
            }),
        ...(notice.need === undefined
          ? {}
          : { agentsBy: notice.need.source, leadTimeDays: notice.need.leadDays }),
      },
    }),
  ];
}

export const shortNotice: Rule = {
  id: 'short-notice',
  title: 'Short notice',
  severity: 'warning',
  story:
    '“No one told us about this, we haven’t scheduled enough people.” The agent who says so on the line is telling the truth: rosters are made weeks ahead, and nobody can hire and train in the days that were left.',
  firesWhen:
    'a campaign to come was announced to the contact centre fewer than 14 days (warning) or 5 working days (error) before its launch, or later than the lead time that its extra agents need (error): overtime for up to a tenth of a day’s paid hours and half the agents of an hour, moved shifts for up to a quarter and as many again, hiring and training beyond',
  remedy:
    'Announce earlier, launch later, or send in smaller waves; the agreed notice and the lead times are yours to set (`checks: notice_days, notice_working_days, lead_times`).',
  needs: ['`announced` in the calendar', '`agents` of the team, for the lead time that extra agents need'],
  example: {
    file: 'campaigns.csv',
    bad: [
      'id,name,medium,start,reach,announced',
      'vacuum-mail,Vacuum sale,email,2026-11-27T10:00,4000,2026-11-23',
    ],
    good: [
      'id,name,medium,start,reach,announced',
      'vacuum-mail,Vacuum sale,email,2026-11-27T10:00,4000,2026-11-02',
    ],
    output: [
      'error  short-notice  campaigns.csv:2:53',
      '  The contact centre was told 4 days before the launch (4 working days); 14',
      '  days and 5 working days are agreed.',
      '  | vacuum-mail,Vacuum sale,email,2026-11-27T10:00,4000,2026-11-23',
      '  |                                                     ^',
      '  → both, by Thu 26 Nov: Brief the agents on “Vacuum sale” and agree a date to',
      '    be told of the next one.',
    ],
  },
  options: {},
  lacks: (plan) => {
    const silent = upcoming(plan).filter(({ campaign }) => campaign.announced === undefined).length;
    if (silent === 0) return undefined;
    return `${count(silent)} of ${counted(upcoming(plan).length, 'campaign')} to come do not say when the contact centre was told (column announced)`;
  },
  check: (plan, context) => upcoming(plan).flatMap((entry) => checkOne(plan, entry, context)),
};
