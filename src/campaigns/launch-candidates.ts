import { secondsPerDay, weekdayOf } from '../calendar/local-date.ts';
import type { TimeZone } from '../calendar/time-zone.ts';
import type { Campaign } from './campaign.ts';
import type { CalendarChange } from './what-if.ts';

/** What the user allows a launch to be changed to. */
export interface LaunchWindow {
  /** Whole days that it may be earlier and later. */
  readonly daysBefore: number;
  readonly daysAfter: number;
  /** Local times of day between which it may start, in seconds; the end included. */
  readonly from: number;
  readonly to: number;
  /** Step between the times that are tried. */
  readonly stepSeconds: number;
  /** 0 = Monday; undefined: any day. */
  readonly weekdays?: readonly number[] | undefined;
  /** Numbers of waves to try at the planned time, and the gaps between them. */
  readonly waves: readonly number[];
  readonly waveGapsSeconds: readonly number[];
  /** No launch before this instant. */
  readonly notBefore: number;
}

/** A usual window: two days either way, 08:00 to 20:00 by the half-hour, two to six waves of 30 minutes to 2 hours. */
export const usualLaunchWindow: Omit<LaunchWindow, 'notBefore'> = {
  daysBefore: 2,
  daysAfter: 2,
  from: 8 * 3600,
  to: 20 * 3600,
  stepSeconds: 1800,
  waves: [2, 3, 4, 6],
  waveGapsSeconds: [1800, 3600, 7200],
};

/**
 * The changes to one campaign that a window allows, the nearest to the plan first: other launch times on the planned day, other
 * days, then waves. The planned time itself is not among them.
 */
export function launchCandidates(
  campaign: Campaign,
  window: LaunchWindow,
  zone: TimeZone,
): readonly CalendarChange[] {
  const planned = campaign.start.instant;
  const { day: plannedDay } = zone.localTimeOf(planned);
  const moves: { readonly change: CalendarChange; readonly days: number; readonly distance: number }[] = [];
  for (let day = plannedDay - window.daysBefore; day <= plannedDay + window.daysAfter; day++) {
    if (window.weekdays !== undefined && !window.weekdays.includes(weekdayOf(day))) continue;
    for (
      let secondOfDay = window.from;
      secondOfDay <= Math.min(window.to, secondsPerDay - 1);
      secondOfDay += window.stepSeconds
    ) {
      const { instant, resolution } = zone.instantOf({ day, secondOfDay });
      if (resolution !== 'exact' || instant === planned || instant < window.notBefore) continue;
      const change: CalendarChange = {
        kind: 'move',
        campaign: campaign.id,
        move: { kind: 'to', day, secondOfDay },
      };
      moves.push({ change, days: Math.abs(day - plannedDay), distance: Math.abs(instant - planned) });
    }
  }
  moves.sort((a, b) => a.days - b.days || a.distance - b.distance);
  const waves = window.waves.flatMap((count) =>
    window.waveGapsSeconds.map((gapSeconds): CalendarChange => ({
      kind: 'waves',
      campaign: campaign.id,
      waves: count,
      gapSeconds,
    })),
  );
  return [...moves.map(({ change }) => change), ...waves];
}

/** A change with what it costs. */
export interface EvaluatedChange {
  readonly change: CalendarChange;
  readonly cost: number;
}

/**
 * The changes that cost less than leaving the plan as it is, cheapest first; of equal costs the nearer to the plan.
 * `cost` is whatever is to be small: the extra agents at the worst interval, or agent-hours. At most `most` candidates
 * are tried, nearest first.
 */
export function cheaperChanges(input: {
  readonly candidates: readonly CalendarChange[];
  readonly cost: (change: CalendarChange) => number;
  readonly plannedCost: number;
  readonly most?: number | undefined;
}): readonly EvaluatedChange[] {
  const { candidates, cost, plannedCost, most = candidates.length } = input;
  const evaluated = candidates.slice(0, most).map((change, order) => ({ change, cost: cost(change), order }));
  return evaluated
    .filter((candidate) => candidate.cost < plannedCost)
    .sort((a, b) => a.cost - b.cost || a.order - b.order)
    .map(({ change, cost: found }) => ({ change, cost: found }));
}
