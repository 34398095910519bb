import { openSlots, requiredSlots, serviceRequirement } from './horizon-problems.ts';
import { shiftCandidates } from './shift-candidates.ts';
import { paidSeconds } from './shift-pattern.ts';
import type { ShiftPlanProblem } from './shift-plan-problem.ts';
import type { TimeSlots } from './time-slots.ts';
import { startBands } from './tour-contract.ts';
import type { TourGroup } from './tour-model.ts';
import type { TourInput } from './tours.ts';
import { missingAgentPrices, underCover } from './under-cover-costs.ts';

const elevenHours = 39_600;

export interface TourProblem {
  readonly problem: ShiftPlanProblem;
  readonly groups: readonly TourGroup[];
}

export function tourProblem(input: TourInput, slots: TimeSlots): TourProblem {
  const { grid, contracts, costs = {}, limits = {}, cyclic = true } = input;
  const bands = contracts.flatMap((contract) => startBands(contract, limits.restSeconds ?? elevenHours));
  const open = openSlots(input, slots);
  const requiredAgents = requiredSlots(input, slots);
  const groups: TourGroup[] = [];
  const candidates = bands.flatMap(({ contract, pattern }) => {
    const own = shiftCandidates([pattern], open, { grid, slots, cyclic, costPerHour: 0 }).filter(
      ({ day }) => day >= grid.firstDay,
    );
    const paid = paidSeconds(pattern, pattern.lengths[0] ?? 0) / 3600;
    const wage = contract.costPerHour ?? contract.pattern.costPerHour ?? costs.costPerHour ?? 1;
    const before = groups.reduce((sum, { candidatesOfDay }) => sum + candidatesOfDay.flat().length, 0);
    const candidatesOfDay = Array.from({ length: grid.days }, (_, day) =>
      own.flatMap((candidate, index) => (candidate.day === grid.firstDay + day ? [before + index] : [])),
    );
    groups.push({ contract, pattern, candidatesOfDay, weeklyCost: contract.daysPerWeek * paid * wage });
    return own;
  });
  const patterns = contracts.map(({ pattern }) => pattern);
  const prices = missingAgentPrices({ slotSeconds: slots.slotSeconds, costs, patterns, quantum: undefined });
  const firstSlot = cyclic ? 0 : Math.min(0, ...candidates.map((candidate) => candidate.firstSlot));
  const endSlot = cyclic
    ? slots.count
    : Math.max(slots.count, ...candidates.map((candidate) => candidate.endSlot));
  const stretchRequired = Int32Array.from(
    { length: endSlot - firstSlot },
    (_, t) => requiredAgents[firstSlot + t] ?? 0,
  );
  const problem: ShiftPlanProblem = {
    candidates,
    firstSlot,
    cyclic,
    requiredAgents: stretchRequired,
    underCover: underCover(stretchRequired, prices, costs.slightShare),
    service: serviceRequirement(
      { ...input, patterns, cyclic, limits: undefined },
      slots,
      { candidates, firstSlot, length: endSlot - firstSlot, cyclic },
      prices.severe,
    ),
    maximumSeats: limits.maximumSeats,
    startLimits: [],
  };
  return { problem, groups };
}
