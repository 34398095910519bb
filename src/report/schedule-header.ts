import { formatDuration } from '../calendar/duration.ts';
import { friendlyDate, friendlyDay } from '../calendar/friendly-time.ts';
import type { Plan, ShiftPlan, TeamPlan } from '../plan/plan.ts';
import { formatFigure, formatPercent, padEnd, wrap } from './layout.ts';
import type { HumanContext } from './plan-human.ts';

/** Contact-weighted mean handle time; undefined where there are no contacts. */
function meanHandleTimeSeconds({ requirement }: TeamPlan): number | undefined {
  let contacts = 0;
  let work = 0;
  for (const [interval, count] of requirement.expectedContacts.entries()) {
    contacts += count;
    work += count * (requirement.averageHandleTimeSeconds[interval] ?? 0);
  }
  return contacts > 0 ? work / contacts : undefined;
}

const periods = { interval: 'in every interval', day: 'over each day', week: 'over the week' } as const;

/** Who made the shifts, and how far from the best they are proved to be at most. */
function solverText({ proof }: ShiftPlan): string {
  if (proof.status === 'none')
    return 'HiGHS ran out of time: shifts made one by one, nothing is proved of them';
  const gap = `HiGHS, gap ${formatPercent(proof.gapFraction, 1)}`;
  return proof.status === 'limit'
    ? `${gap}, ${Number((proof.requestedGapFraction * 100).toPrecision(2))} % asked for`
    : gap;
}

/** What the shifts of a team were planned for. */
function teamFacts(team: TeamPlan): readonly string[] {
  const { target, scheduling, shifts } = team;
  const handleTime = meanHandleTimeSeconds(team);
  const cover = scheduling?.coverShrinkageFraction;
  const period = scheduling === undefined ? '' : ` ${periods[scheduling.serviceLevelPer]}`;
  return [
    ...(target === undefined
      ? []
      : [`${formatPercent(target.serviceLevelFraction)} in ${target.answerThresholdSeconds} s${period}`]),
    ...(handleTime === undefined ? [] : [`mean handle time ${formatDuration(handleTime)}`]),
    ...(cover === undefined
      ? []
      : [
          cover > 0
            ? `breaks and lunch are in the shifts, ${formatFigure(cover * 100)} % more shrinkage is added on top`
            : 'breaks and lunch are in the shifts, no more shrinkage is added',
        ]),
    ...(shifts === undefined ? [] : [solverText(shifts)]),
  ];
}

/** Centre, days, zone, interval and campaigns; then what each team’s shifts were planned for. */
export function scheduleHeader(plan: Plan, { style, width }: HumanContext): string[] {
  const { grid, settings } = plan;
  const days =
    grid.days === 1
      ? friendlyDate(grid.firstDay)
      : `${friendlyDay(grid.firstDay)} to ${friendlyDate(grid.firstDay + grid.days - 1)}`;
  const campaigns = plan.campaigns.filter(({ horizonContacts }) => horizonContacts >= 0.5).length;
  const facts = [
    `as of ${friendlyDate(plan.asOf)}`,
    settings.timeZone,
    `${grid.intervalSeconds / 60}-minute intervals`,
    campaigns === 0 ? 'no campaigns' : `${campaigns} campaign${campaigns === 1 ? '' : 's'}`,
  ];
  const teams = plan.teams.filter(({ shifts }) => shifts !== undefined);
  const label = Math.max(0, ...teams.map(({ team }) => [...team].length)) + 2;
  const title = [settings.name, `shifts for ${days}`].filter((part) => part !== undefined).join(' · ');
  return [
    ...wrap(title, width, '  ').map((line) => style.bold(line)),
    ...wrap(facts.join(' · '), width).map((line) => style.dim(line)),
    ...teams.flatMap((team) => {
      const narrow = label > 24;
      const indent = narrow ? 4 : label;
      const lines = wrap(teamFacts(team).join(' · '), width - indent);
      return [
        ...(narrow ? [style.bold(team.team)] : []),
        ...lines.map((line, index) =>
          index === 0 && !narrow
            ? `${padEnd(style.bold(team.team), label)}${style.dim(line)}`
            : `${' '.repeat(indent)}${style.dim(line)}`,
        ),
      ];
    }),
  ];
}
