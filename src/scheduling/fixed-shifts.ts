import type { IntervalGrid } from '../calendar/interval-grid.ts';
import type { Agent, FixedShift } from './agent.ts';
import { paidSeconds, type ShiftPattern } from './shift-pattern.ts';
import type { PlannedBreak, PlannedShift } from './shift-plan.ts';

/** The pattern of a team that lasts as long as a promised shift, the one whose starts lie nearest. */
function patternFor(
  team: string,
  fixed: FixedShift,
  patterns: readonly ShiftPattern[],
): ShiftPattern | undefined {
  const distance = ({ earliestStart, latestStart }: ShiftPattern): number =>
    Math.max(0, earliestStart - fixed.start, fixed.start - latestStart);
  return patterns
    .filter(
      (pattern) =>
        (pattern.team === undefined || pattern.team === team) &&
        pattern.lengths.includes(fixed.end - fixed.start),
    )
    .toSorted((a, b) => distance(a) - distance(b))[0];
}

/**
 * The shifts that agents were promised, in the horizon, one agent each. A shift as long as one of the team’s patterns has that
 * pattern’s breaks in the middle of their windows; any other has none and is paid from start to end.
 */
export function promisedShifts(
  agents: readonly Agent[],
  patterns: readonly ShiftPattern[],
  grid: IntervalGrid,
): readonly PlannedShift[] {
  const { timeZone, firstDay, days } = grid;
  return agents.flatMap((agent) =>
    agent.fixedShifts
      .filter(({ day }) => day >= firstDay && day < firstDay + days)
      .map((fixed): PlannedShift => {
        const { instant: start } = timeZone.instantOf({ day: fixed.day, secondOfDay: fixed.start });
        const { instant: end } = timeZone.instantOf({ day: fixed.day, secondOfDay: fixed.end });
        const pattern = patternFor(agent.team, fixed, patterns);
        const breaks = (pattern?.breaks ?? []).map(
          ({ kind, paid, seconds, earliestStart, latestStart }): PlannedBreak => {
            const from = start + Math.round((earliestStart + latestStart) / 2 / 300) * 300;
            return { kind, paid, start: from, end: from + seconds };
          },
        );
        return {
          team: agent.team,
          day: fixed.day,
          pattern: pattern?.name ?? 'fixed',
          start,
          end,
          breaks,
          agents: 1,
          paidSeconds: paidSeconds(pattern ?? { breaks: [] }, end - start),
        };
      }),
  );
}
