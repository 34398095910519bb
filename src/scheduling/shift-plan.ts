import type { IntervalGrid } from '../calendar/interval-grid.ts';
import { secondsPerDay, type DayNumber } from '../calendar/local-date.ts';
import type { Instant } from '../calendar/time-zone.ts';
import type { DecodedShift } from './decode-shifts.ts';
import { planStretches, type PlanStretch } from './plan-stretches.ts';
import {
  concaveFrom,
  type ServiceLevelGoal,
  type ServiceRequirement,
  type SlotService,
} from './service-periods.ts';
import { solveStretches } from './solve-stretches.ts';
import { missingPrice } from './solve-stretch.ts';
import { shiftCandidates, type ShiftCandidate } from './shift-candidates.ts';
import type { ShiftPlanProblem, StartLimit } from './shift-plan-model.ts';
import type { ShiftPattern } from './shift-pattern.ts';
import { scheduleProof, type ScheduleProof } from './schedule-proof.ts';
import { summariseCoverage, type CoverageSummary } from './coverage.ts';
import type { SolverPort } from './solver-port.ts';
import { slotSecondsFor, timeSlots, type TimeSlots } from './time-slots.ts';
import { commonQuantum, missingAgentPrices, underCover, type ScheduleCosts } from './under-cover-costs.ts';

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

interface HorizonProblems {
  readonly problems: readonly ShiftPlanProblem[];
  /** Price of what is required where no shift can be. */
  readonly unreachablePrice: number;
}

const closedSeconds = 3 * 3600;

/**
 * Intervals in which somebody may be needed, from the requirement alone: all but runs of zeros of three hours and more. Used
 * where opening hours are not given.
 */
export function openIntervals(grid: IntervalGrid, requiredAgents: ArrayLike<number>): Uint8Array {
  const open = Uint8Array.from(grid.intervals, (_, index) => ((requiredAgents[index] ?? 0) > 0 ? 1 : 0));
  let runStart = 0;
  for (let index = 0; index <= open.length; index++) {
    if (index < open.length && open[index] === 0) continue;
    const first = grid.intervals[runStart];
    const last = grid.intervals[index - 1];
    const inner = runStart > 0 && index < open.length;
    if (inner && first !== undefined && last !== undefined && index > runStart) {
      if (last.start + last.seconds - first.start < closedSeconds) open.fill(1, runStart, index);
    }
    runStart = index + 1;
  }
  return open;
}

function slotValues(
  slots: TimeSlots,
  values: ArrayLike<number>,
  convert: (value: number) => number,
): Int32Array {
  return Int32Array.from(slots.intervalOf, (interval) => convert(values[interval] ?? 0));
}

function wholeAgents(agents: number): number {
  return Math.max(0, Math.ceil(agents - 1e-9));
}

type Requirement = Pick<ShiftPlanInput, 'grid' | 'requiredAgents' | 'open' | 'serviceLevel'>;

/** Whole agents required in every slot; with a goal for the day or week at least as many as make its curve concave. */
export function requiredSlots(
  { grid, requiredAgents, serviceLevel }: Requirement,
  slots: TimeSlots,
): Int32Array {
  const floors = grid.intervals.map((_, index) => {
    const curve = serviceLevel?.curves[index];
    return Math.max(
      requiredAgents[index] ?? 0,
      curve === undefined || curve.contacts <= 0 ? 0 : concaveFrom(curve),
    );
  });
  return slotValues(slots, floors, wholeAgents);
}

/** 1 for every slot in which somebody may be needed. */
export function openSlots({ grid, requiredAgents, open }: Requirement, slots: TimeSlots): Uint8Array {
  return Uint8Array.from(slotValues(slots, open ?? openIntervals(grid, requiredAgents), (value) => value));
}

/** Where a slot of a stretch lies in the horizon; undefined outside. */
function horizonSlot(slot: number, count: number, cyclic: boolean): number | undefined {
  if (cyclic) return ((slot % count) + count) % count;
  return slot >= 0 && slot < count ? slot : undefined;
}

function part(values: Int32Array, stretch: PlanStretch, cyclic: boolean): Int32Array {
  return Int32Array.from(
    { length: stretch.length },
    (_, t) => values[horizonSlot(stretch.firstSlot + t, values.length, cyclic) ?? -1] ?? 0,
  );
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

/** The goal of the day or week for the slots of one stretch. */
function serviceRequirement(
  input: ShiftPlanInput,
  slots: TimeSlots,
  stretch: PlanStretch,
  price: number,
): ServiceRequirement | undefined {
  const { serviceLevel, grid } = input;
  if (serviceLevel === undefined) return undefined;
  const periods = new Map<number, { readonly slots: number[]; target: number }>();
  const services = Array.from({ length: stretch.length }, (_, t): SlotService | undefined => {
    const slot = horizonSlot(stretch.firstSlot + t, slots.count, input.cyclic === true);
    const interval = slot === undefined ? undefined : slots.intervalOf[slot];
    const curve = interval === undefined ? undefined : serviceLevel.curves[interval];
    const { day = 0, seconds = slots.slotSeconds } =
      interval === undefined ? {} : (grid.intervals[interval] ?? {});
    if (curve === undefined || curve.contacts <= 0) return undefined;
    const contacts = (curve.contacts * slots.slotSeconds) / seconds;
    const key = serviceLevel.per === 'day' ? day : 0;
    const period = periods.get(key) ?? { slots: [], target: 0 };
    period.slots.push(t);
    period.target += contacts * serviceLevel.targetFraction;
    periods.set(key, period);
    const first = concaveFrom(curve);
    const fractions = curve.serviceLevelFractions.slice(first - curve.firstAgents);
    return { firstAgents: first, served: fractions.map((fraction) => fraction * contacts) };
  });
  return {
    slots: services,
    periods: [...periods.values()],
    missedContactPrice: serviceLevel.missedContactPrice ?? price,
  };
}

/** The limits on shifts of one day, for the days that candidates start on. */
function startLimits(
  candidates: readonly ShiftCandidate[],
  maximumShiftsPerDay: number | undefined,
): readonly StartLimit[] {
  const limits = new Map<string, StartLimit>();
  for (const { day, pattern } of candidates) {
    if (maximumShiftsPerDay !== undefined) limits.set(`${day}`, { day, maximum: maximumShiftsPerDay });
    const { name, maximumAgents } = pattern;
    if (maximumAgents !== undefined)
      limits.set(`${day}/${name}`, { day, pattern: name, maximum: maximumAgents });
  }
  return [...limits.values()];
}

/** The stretches of the horizon as problems of their own. */
function shiftPlanProblems(input: ShiftPlanInput, slots: TimeSlots): HorizonProblems {
  const { grid, limits = {}, costs = {}, cyclic = false } = input;
  const required = requiredSlots(input, slots);
  const open = openSlots(input, slots);
  const patterns = input.patterns.filter(({ team }) => team === undefined || team === input.team);
  const candidates = shiftCandidates(patterns, open, {
    grid,
    slots,
    cyclic,
    costPerHour: costs.costPerHour ?? 1,
  });
  const quantum = commonQuantum(candidates.map(({ cost }) => cost));
  const prices = missingAgentPrices({ slotSeconds: slots.slotSeconds, costs, patterns, quantum });
  const per = input.serviceLevel?.per;
  const daysStayTogether =
    per === 'day' ||
    limits.maximumShiftsPerDay !== undefined ||
    patterns.some((one) => one.maximumAgents !== undefined);
  const stretches = planStretches({
    candidates,
    slots: slots.count,
    cyclic,
    daysStayTogether,
    allStayTogether: per === 'week',
  });
  const reached = new Uint8Array(slots.count);
  const problems = stretches.map((stretch): ShiftPlanProblem => {
    for (let slot = stretch.firstSlot; slot < stretch.firstSlot + stretch.length; slot++) {
      const index = horizonSlot(slot, slots.count, cyclic);
      if (index !== undefined) reached[index] = 1;
    }
    const stretchRequired = part(required, stretch, cyclic);
    return {
      candidates: stretch.candidates,
      firstSlot: stretch.firstSlot,
      cyclic: stretch.cyclic,
      requiredAgents: stretchRequired,
      underCover: underCover(stretchRequired, prices, costs.slightShare),
      quantum: input.serviceLevel === undefined ? quantum : undefined,
      service: serviceRequirement(input, slots, stretch, prices.severe),
      maximumSeats: limits.maximumSeats,
      startLimits: startLimits(stretch.candidates, limits.maximumShiftsPerDay),
    };
  });
  const unreachable = required.map((agents, slot) => (reached[slot] === 1 ? 0 : agents));
  const tiers = underCover(unreachable, prices, costs.slightShare);
  const unreachablePrice = unreachable.reduce(
    (sum, agents, slot) => sum + missingPrice(agents, tiers.slightAgents[slot] ?? 0, tiers),
    0,
  );
  return { problems, unreachablePrice };
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
  return summarise(input, shifts, scheduleProof(solved, unreachablePrice));
}

function summarise(input: ShiftPlanInput, shifts: readonly PlannedShift[], proof: ScheduleProof): ShiftPlan {
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
