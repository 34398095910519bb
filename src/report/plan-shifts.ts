import { friendlyDay } from '../calendar/friendly-time.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan, ShiftPlan, TeamPlan } from '../plan/plan.ts';
import { formatCount, formatFigure, formatMoney, formatPercent, textTable, wrap } from './layout.ts';
import type { HumanContext, Section } from './plan-human.ts';

/** Shifts of a day as `12× 09:00–17:30`, joined. */
function shiftsOfDay(plan: Plan, shifts: ShiftPlan, day: number): string {
  const zone = plan.grid.timeZone;
  const counts = new Map<string, number>();
  for (const shift of shifts.shifts.filter((one) => one.day === day)) {
    const start = formatTimeOfDay(zone.localTimeOf(shift.start).secondOfDay);
    const end = formatTimeOfDay(zone.localTimeOf(shift.end).secondOfDay);
    const times = `${start}–${end}`;
    counts.set(times, (counts.get(times) ?? 0) + shift.agents);
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([times, agents]) => `${agents}× ${times}`)
    .join(', ');
}

/** How good the shifts are proved to be, in words. */
function proofText(shifts: ShiftPlan): string {
  const { proof } = shifts;
  if (proof.status === 'none')
    return 'the solver ran out of time: shifts made one by one, nothing is proved of them';
  const gap =
    proof.gapFraction < 5e-5
      ? 'proved the cheapest'
      : `proved within ${formatPercent(proof.gapFraction, 2)} of the cheapest`;
  return proof.status === 'limit' ? `${gap} (stopped at a limit)` : gap;
}

function teamLines(
  plan: Plan,
  team: TeamPlan,
  shifts: ShiftPlan,
  { style, width, verbose }: HumanContext,
): string[] {
  const days = Array.from({ length: plan.grid.days }, (_, offset) => plan.grid.firstDay + offset);
  const rows = days.flatMap((day) => {
    const of = shifts.shifts.filter((shift) => shift.day === day);
    const agents = of.reduce((sum, shift) => sum + shift.agents, 0);
    const hours = of.reduce((sum, shift) => sum + (shift.agents * shift.paidSeconds) / 3600, 0);
    if (agents === 0) return [];
    const missing = shifts.unmet.filter((unmet) => plan.grid.intervals[unmet.interval]?.day === day);
    const short = missing.reduce(
      (sum, unmet) => sum + (unmet.missingAgents * plan.grid.intervalSeconds) / 3600,
      0,
    );
    return [
      [friendlyDay(day), formatCount(agents), formatCount(hours), short > 0.05 ? formatFigure(short) : '–'],
    ];
  });
  const money = team.costPerHour === undefined ? '' : `, ${formatMoney(shifts.cost, plan.settings.currency)}`;
  const lines = [
    `  ${style.bold(team.team)} · ${formatCount(shifts.shifts.reduce((sum, shift) => sum + shift.agents, 0))} shifts, ${formatCount(shifts.paidHours)} paid hours${money}`,
    `  ${style.dim(proofText(shifts))}`,
    ...textTable(
      [
        { title: 'day' },
        { title: 'shifts', align: 'right' },
        { title: 'paid h', align: 'right' },
        { title: 'agent-h short', align: 'right' },
      ],
      rows,
      '    ',
    ),
  ];
  if (verbose) {
    for (const day of days) {
      const text = shiftsOfDay(plan, shifts, day);
      if (text !== '')
        lines.push(...wrap(`${friendlyDay(day)}: ${text}`, width - 4, '  ').map((line) => `    ${line}`));
    }
  }
  return lines;
}

/** Shifts that cover the agents needed, by team and day; every shift with -v, with its breaks in `surgecast schedule`. */
export function shiftSection(plan: Plan, context: HumanContext): Section {
  const lines = plan.teams.flatMap((team) =>
    team.shifts === undefined ? [] : teamLines(plan, team, team.shifts, context),
  );
  return { title: 'Shifts', lines };
}
