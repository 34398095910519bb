import { intervalGrid } from '../calendar/interval-grid.ts';
import type { DayNumber } from '../calendar/local-date.ts';
import { agentsOnChannel } from './coverage.ts';
import type { PlannedShift, ShiftPlanInput } from './shift-plan.ts';

type WeekInput = Pick<ShiftPlanInput, 'grid' | 'requiredAgents' | 'open' | 'serviceLevel'> & {
  readonly limits?: { readonly seconds?: number | undefined } | undefined;
};

function sliced<T>(values: ArrayLike<T>, from: number, count: number): T[] {
  return Array.from({ length: count }, (_, index) => values[from + index]!);
}

/**
 * The part of a plan’s input for up to seven days, since contracts count by the week.
 *
 * @param rest.before shifts of the days before: what they cover in the week is taken off the requirement
 * @param rest.seconds solver seconds for the week
 */
export function weekOf<Input extends WeekInput>(
  input: Input,
  firstDay: DayNumber,
  rest: { readonly before: readonly PlannedShift[]; readonly seconds: number | undefined },
): Input {
  const { grid, open, serviceLevel, limits } = input;
  const week = intervalGrid({ ...grid, firstDay, days: Math.min(7, grid.firstDay + grid.days - firstDay) });
  const from = grid.intervals.findIndex(({ day }) => day === firstDay);
  const count = week.intervals.length;
  const covered = agentsOnChannel(week, rest.before);
  return {
    ...input,
    grid: week,
    requiredAgents: sliced(input.requiredAgents, from, count).map((agents, index) =>
      Math.max(0, agents - Math.floor((covered[index] ?? 0) + 1e-9)),
    ),
    open: open && sliced(open, from, count),
    serviceLevel: serviceLevel && { ...serviceLevel, curves: sliced(serviceLevel.curves, from, count) },
    limits: { ...limits, seconds: rest.seconds },
  };
}
