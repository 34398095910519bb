import { friendlyMoment } from '../calendar/friendly-time.ts';
import type { Plan, SchedulingFacts, TeamPlan } from '../plan/plan.ts';
import {
  formatCount,
  formatFigure,
  formatMoney,
  formatPercent,
  formatWait,
  textTable,
  wrap,
} from './layout.ts';
import type { HumanContext } from './plan-human.ts';
import { proofText } from './plan-shifts.ts';

/** Contact-weighted mean handle time; undefined where there are no contacts. */
function meanHandleTime({ requirement }: TeamPlan): number | undefined {
  let contacts = 0;
  let work = 0;
  for (const [interval, count] of requirement.expectedContacts.entries()) {
    contacts += count;
    work += count * (requirement.averageHandleTimeSeconds[interval] ?? 0);
  }
  return contacts > 0 ? work / contacts : undefined;
}

/** The open interval with contacts that fares worst. */
function worstInterval(team: TeamPlan): number | undefined {
  const { scheduled, requirement } = team;
  if (scheduled === undefined) return undefined;
  let worst: number | undefined;
  for (const [interval, fraction] of scheduled.serviceLevelFraction.entries()) {
    if (requirement.open[interval] !== 1 || (requirement.expectedContacts[interval] ?? 0) < 1) continue;
    if (worst === undefined || fraction < (scheduled.serviceLevelFraction[worst] ?? 1)) worst = interval;
  }
  return worst;
}

const periods = { interval: 'in every interval', day: 'by the day', week: 'over the week' } as const;

function howText({ by, headCount }: SchedulingFacts): string {
  const people = headCount.filter(({ agents }) => agents > 0);
  const count = people.reduce((sum, { agents }) => sum + agents, 0);
  const contracts = people.map(({ contract, agents }) => `${agents} × ${contract}`).join(', ');
  if (by === 'patterns') return 'shift patterns, with as many people as it takes';
  return `${count} ${by === 'agents' ? 'named people' : 'people'} (${contracts})`;
}

/** What the figures of a team rest on. */
function factLines(plan: Plan, team: TeamPlan, width: number): string[] {
  const { target, scheduling, shifts, scheduled } = team;
  if (shifts === undefined || scheduling === undefined) return [];
  const handleTime = meanHandleTime(team);
  const cover = scheduling.coverShrinkageFraction;
  const facts = [
    ...(target === undefined
      ? []
      : [
          `target ${formatPercent(target.serviceLevelFraction)} in ${target.answerThresholdSeconds} s ${periods[scheduling.serviceLevelPer]}`,
        ]),
    ...(handleTime === undefined ? [] : [`handle time ${formatWait(handleTime)}`]),
    cover === 0
      ? 'no shrinkage beside breaks'
      : `breaks are in the shifts, ${formatPercent(cover)} more shrinkage is added`,
    howText(scheduling),
    `HiGHS: ${proofText(shifts)}`,
  ];
  const worst = worstInterval(team);
  const start = worst === undefined ? undefined : plan.grid.intervals[worst]?.start;
  const service =
    scheduled === undefined || worst === undefined || start === undefined
      ? []
      : [
          `${formatPercent(scheduled.total.serviceLevelFraction, 1)} in time as scheduled, ${formatPercent(team.required.total.serviceLevelFraction, 1)} as required; worst ${friendlyMoment(start, plan.grid.timeZone)}: ${formatPercent(scheduled.serviceLevelFraction[worst] ?? 1)}`,
        ];
  const rounds =
    scheduling.rounds.length > 1
      ? [
          `raised ${scheduling.rounds.length - 1} ${scheduling.rounds.length === 2 ? 'time' : 'times'} after the queue said so`,
        ]
      : [];
  return wrap(`${[...facts, ...service, ...rounds].join(' · ')}.`, width - 4, '').map(
    (line) => `    ${line}`,
  );
}

/** One row a team: hours needed, on shift and paid, money, what is short and over; then what that rests on. */
export function scheduleSummary(plan: Plan, { style, width }: HumanContext): string[] {
  const teams = plan.teams.filter(({ shifts }) => shifts !== undefined);
  const money = teams.some(({ costPerHour }) => costPerHour !== undefined);
  const rows = teams.map((team) => {
    const { shifts, scheduled } = team;
    if (shifts === undefined) return [];
    return [
      team.team,
      formatCount(shifts.shifts.reduce((sum, { agents }) => sum + agents, 0)),
      formatCount(shifts.requiredAgentHours),
      formatCount(shifts.scheduledAgentHours),
      formatCount(shifts.paidHours),
      ...(money
        ? [team.costPerHour === undefined ? '–' : formatMoney(shifts.cost, plan.settings.currency)]
        : []),
      formatFigure(shifts.underAgentHours),
      formatFigure(shifts.overAgentHours),
      scheduled === undefined ? '–' : formatPercent(scheduled.total.serviceLevelFraction),
    ];
  });
  const right = (title: string): { readonly title: string; readonly align: 'right' } => ({
    title,
    align: 'right',
  });
  const table = textTable(
    [
      { title: 'team' },
      right('shifts'),
      right('need h'),
      right('shift h'),
      right('paid h'),
      ...(money ? [right('cost')] : []),
      right('short'),
      right('over'),
      right('in time'),
    ],
    rows,
  );
  const facts = teams.flatMap((team) => [`  ${style.bold(team.team)}`, ...factLines(plan, team, width)]);
  return [...table, ...facts];
}
