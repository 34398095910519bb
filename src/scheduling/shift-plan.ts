import type { IntervalGrid } from '../calendar/interval-grid.ts';
import { secondsPerDay, type DayNumber } from '../calendar/local-date.ts';
import type { Instant } from '../calendar/time-zone.ts';
import { type CoverageSummary, summariseCoverage } from './coverage.ts';
import type { DecodedShift } from './decode-shifts.ts';
import { shiftPlanProblems } from './horizon-problems.ts';
import { type ScheduleProof, scheduleProof } from './schedule-proof.ts';
import type { ServiceLevelGoal } from './service-periods.ts';
import type { ShiftPattern } from './shift-pattern.ts';
import { solveStretches } from './solve-stretches.ts';
import type { SolverPort } from './solver-port.ts';
import { slotSecondsFor, type TimeSlots, timeSlots } from './time-slots.ts';
import type { ScheduleCosts } from './under-cover-costs.ts';

/** A break that is taken. */
export interface PlannedBreak {
  readonly kind: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly paid: boolean;
}

/** A shift worked by a number of agents who take their breaks together. */
export interface PlannedShift {
  readonly team: string;
  /** The local day on which it starts. */
  readonly day: DayNumber;
  readonly pattern: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly breaks: readonly PlannedBreak[];
  readonly agents: number;
  /** Paid seconds of one agent. */
  readonly paidSeconds: number;
}

/** When to stop searching, and how many people and seats there are. */
export interface ScheduleLimits {
  /** Share of the cost that may remain unproved; default 0.01. */
  readonly relativeGap?: number | undefined;
  /** Branch-and-bound nodes for each part; 0 = dives only. */
  readonly nodes?: number | undefined;
  /** Solver seconds for the whole plan. */
  readonly seconds?: number | undefined;
  /** Most agents in a shift at once. */
  readonly maximumSeats?: number | undefined;
  /** Most shifts that start on one local day: the agents there are. */
  readonly maximumShiftsPerDay?: number | undefined;
}

export interface ShiftPlanInput {
  readonly grid: IntervalGrid;
  readonly team: string;
  /** Agents to be in their shift and not on a break, per grid interval; fractions are rounded up. */
  readonly requiredAgents: ArrayLike<number>;
  /** 1 for every grid interval in which the team is open; undefined = see {@link openIntervals}. */
  readonly open?: ArrayLike<number> | undefined;
  readonly patterns: readonly ShiftPattern[];
  readonly costs?: ScheduleCosts | undefined;
  readonly limits?: ScheduleLimits | undefined;
  /** A service level for the day or week as a whole; `requiredAgents` is then the floor of every interval. */
  readonly serviceLevel?: ServiceLevelGoal | undefined;
  /** True = after the last day comes the first again: a standing week. */
  readonly cyclic?: boolean | undefined;
}

/** Shifts for one team, what they cover, what they cost, and how good they are proved to be. */
export interface ShiftPlan extends CoverageSummary {
  readonly team: string;
  /** In the order of their start. */
  readonly shifts: readonly PlannedShift[];
  /** Paid hours inside the horizon. */
  readonly paidHours: number;
  /** Wages for them. */
  readonly cost: number;
  readonly proof: ScheduleProof;
}

/** A decoded shift in real time. */
export function plannedShift(team: string, slots: TimeSlots, decoded: DecodedShift): PlannedShift {
  const { candidate, agents, breakSlots } = decoded;
  const breaks = candidate.breaks.map(({ kind, paid, seconds }, index): PlannedBreak => {
    const start = slots.origin + (breakSlots[index] ?? 0) * slots.slotSeconds;
    return { kind, start, end: start + seconds, paid };
  });
  // Slots of a stretch laid out round the cycle may lie a turn after the shift's own time.
  const turn = slots.origin + candidate.firstSlot * slots.slotSeconds - candidate.start;
  const late = Math.floor(turn / slots.slotSeconds) * slots.slotSeconds;
  return {
    team,
    day: candidate.day,
    pattern: candidate.pattern.name,
    start: candidate.start,
    end: candidate.end,
    breaks: breaks.map((pause) => ({ ...pause, start: pause.start - late, end: pause.end - late })),
    agents,
    paidSeconds: candidate.paidSeconds,
  };
}

/**
 * Shifts that cover a team's requirement at the least cost, each with its breaks: for every start and length of the patterns how
 * many agents, by mixed-integer programming with breaks implicit (see {@link shiftPlanModel}). A requirement that no shift can
 * cover is not an error: what is missing is listed in `unmet`, and weighs more the more is missing at once.
 *
 * Days that no shift links are solved one by one: first each by a dive from its linear bound, then, while the plan as a whole
 * is not proved to the gap asked for, the part with the most to gain by branch and bound. With no time limit the answer is the
 * same on every machine.
 *
 * Edges: shifts that began on the evening before the first day, and that end after the last, are planned and cost what lies
 * inside the horizon. An empty requirement gives no shifts.
 */
export async function planShifts(input: ShiftPlanInput, solver: SolverPort): Promise<ShiftPlan> {
  const { grid, team, limits = {} } = input;
  const slots = timeSlots(grid, slotSecondsFor(grid.intervalSeconds, input.patterns));
  const { problems, unreachablePrice } = shiftPlanProblems(input, slots);
  const solved = await solveStretches(problems, solver, {
    ...limits,
    slotsPerDay: secondsPerDay / slots.slotSeconds,
  });
  const shifts = solved.stretches
    .flatMap((stretch) => stretch.shifts)
    .map((decoded) => plannedShift(team, slots, decoded))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  return shiftPlanOf(input, shifts, scheduleProof(solved, unreachablePrice));
}

/** Shifts as a plan: what they cover, pay and cost, inside the horizon. */
export function shiftPlanOf(
  input: ShiftPlanInput,
  shifts: readonly PlannedShift[],
  proof: ScheduleProof,
): ShiftPlan {
  const { grid, team, costs = {}, patterns, cyclic = false } = input;
  const coverage = summariseCoverage({ grid, shifts, requiredAgents: input.requiredAgents, cyclic });
  const wageOf = new Map(patterns.map((pattern) => [pattern.name, pattern.costPerHour]));
  const horizonStart = grid.intervals[0]?.start ?? 0;
  const last = grid.intervals.at(-1);
  const horizonEnd = last === undefined ? horizonStart : last.start + last.seconds;
  let paidHours = 0;
  let cost = 0;
  for (const shift of shifts) {
    const inside = cyclic
      ? shift.end - shift.start
      : Math.min(shift.end, horizonEnd) - Math.max(shift.start, horizonStart);
    const hours = ((shift.paidSeconds / 3600) * shift.agents * inside) / (shift.end - shift.start);
    paidHours += hours;
    cost += hours * (wageOf.get(shift.pattern) ?? costs.costPerHour ?? 1);
  }
  return { team, shifts, ...coverage, paidHours, cost, proof };
}
