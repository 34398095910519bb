import { openPeriodsOf } from '../calendar/opening-hours.ts';
import { secondsPerDay, type DayNumber } from '../calendar/local-date.ts';
import type { TimeZone } from '../calendar/time-zone.ts';
import type { Agent } from './agent.ts';
import type { PlannedShift } from './shift-plan.ts';

/** Why an agent cannot work a shift, the first that applies. */
export type Hindrance =
  | 'other-team'
  | 'not-available'
  | 'time-off'
  | 'already-working'
  | 'rest'
  | 'too-many-days'
  | 'contract-hours'
  | 'days-in-a-row';

/** A shift in wall-clock seconds since the plan calendar's first midnight, so that it compares with hours of days. */
interface LocalSpan {
  readonly from: number;
  readonly to: number;
}

function localSpan(shift: PlannedShift, zone: TimeZone): LocalSpan {
  const seconds = (instant: number): number => {
    const { day, secondOfDay } = zone.localTimeOf(instant);
    return day * secondsPerDay + secondOfDay;
  };
  return { from: seconds(shift.start), to: seconds(shift.end) };
}

function isAvailable(agent: Agent, { from, to }: LocalSpan): boolean {
  if (agent.availability === undefined) return true;
  let reached = from;
  for (let day = Math.floor(from / secondsPerDay); day <= Math.floor((to - 1) / secondsPerDay); day++) {
    for (const { open, close } of openPeriodsOf(agent.availability, day)) {
      if (day * secondsPerDay + open <= reached) reached = Math.max(reached, day * secondsPerDay + close);
    }
  }
  return reached >= to;
}

function isAway(agent: Agent, { from, to }: LocalSpan): boolean {
  return agent.timeOff.some(({ firstDay, lastDay, hours }) => {
    if (hours === undefined) return from < (lastDay + 1) * secondsPerDay && to > firstDay * secondsPerDay;
    for (let day = firstDay; day <= lastDay; day++) {
      if (from < day * secondsPerDay + hours.to && to > day * secondsPerDay + hours.from) return true;
    }
    return false;
  });
}

/** What keeps an agent from a shift whatever else the agent works; undefined when nothing does. */
export function standingHindrance(agent: Agent, shift: PlannedShift, zone: TimeZone): Hindrance | undefined {
  if (agent.team !== shift.team && !agent.skills.includes(shift.team)) return 'other-team';
  const span = localSpan(shift, zone);
  if (!isAvailable(agent, span)) return 'not-available';
  return isAway(agent, span) ? 'time-off' : undefined;
}

/** What an agent works already: shifts by their day, seven days to a contract week from the first day on. */
export interface Workload {
  readonly agent: Agent;
  readonly shiftOfDay: Map<DayNumber, PlannedShift>;
}

const longestRun = 6;

function previousEnd(agent: Agent, zone: TimeZone): number {
  return agent.previousShiftEnd === undefined ? -Infinity : zone.instantOf(agent.previousShiftEnd).instant;
}

/** True when a shift that starts then leaves the agent's rest after the last shift before the plan. */
export function restAfterPreviousShift(agent: Agent, start: number, zone: TimeZone): boolean {
  return start - previousEnd(agent, zone) >= agent.contract.restSeconds;
}

/** What keeps an agent from a shift because of the other shifts the agent works. */
export function workloadHindrance(
  load: Workload,
  shift: PlannedShift,
  horizon: { readonly zone: TimeZone; readonly firstDay: DayNumber },
): Hindrance | undefined {
  const { agent, shiftOfDay } = load;
  const { contract } = agent;
  if (shiftOfDay.has(shift.day)) return 'already-working';
  if (!restAfterPreviousShift(agent, shift.start, horizon.zone)) return 'rest';
  let days = 1;
  let paid = shift.paidSeconds;
  const week = Math.floor((shift.day - horizon.firstDay) / 7);
  for (const other of shiftOfDay.values()) {
    if (other.start < shift.end + contract.restSeconds && shift.start < other.end + contract.restSeconds)
      return 'rest';
    if (Math.floor((other.day - horizon.firstDay) / 7) !== week) continue;
    days++;
    paid += other.paidSeconds;
  }
  if (days > contract.maximumDays) return 'too-many-days';
  if (paid > contract.maximumSeconds + 1) return 'contract-hours';
  let run = 1;
  for (let day = shift.day - 1; shiftOfDay.has(day); day--) run++;
  for (let day = shift.day + 1; shiftOfDay.has(day); day++) run++;
  return run > longestRun ? 'days-in-a-row' : undefined;
}
