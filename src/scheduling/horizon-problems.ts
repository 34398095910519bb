import type { IntervalGrid } from '../calendar/interval-grid.ts';
import { type PlanStretch, planStretches } from './plan-stretches.ts';
import { concaveFrom, type ServiceRequirement, type SlotService } from './service-periods.ts';
import { type ShiftCandidate, shiftCandidates } from './shift-candidates.ts';
import type { ShiftPlanProblem, StartLimit } from './shift-plan-problem.ts';
import type { ShiftPlanInput } from './shift-plan.ts';
import type { TimeSlots } from './time-slots.ts';
import { commonQuantum, missingAgentPrices, missingPrice, underCover } from './under-cover-costs.ts';

export interface HorizonProblems {
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

/** The goal of the day or week for the slots of one stretch. */
export function serviceRequirement(
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
export function startLimits(
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
export function shiftPlanProblems(input: ShiftPlanInput, slots: TimeSlots): HorizonProblems {
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
  // Shifts that are cut off by the horizon's ends cost odd amounts; the days between still have round ones.
  const whole = candidates.filter(({ firstSlot, endSlot }) => firstSlot >= 0 && endSlot <= slots.count);
  const prices = missingAgentPrices({
    slotSeconds: slots.slotSeconds,
    costs,
    patterns,
    quantum: quantum ?? commonQuantum(whole.map(({ cost }) => cost)),
  });
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
    (sum, agents, slot) => sum + missingPrice(tiers, slot, agents, agents),
    0,
  );
  return { problems, unreachablePrice };
}
