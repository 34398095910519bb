import type { ModelBuilder } from './model-builder.ts';

/** Service level of one grid interval as a function of the agents on the channel. */
export interface ServiceCurve {
  readonly contacts: number;
  /** Agents that the first fraction is for. */
  readonly firstAgents: number;
  /** Share of contacts answered in time with `firstAgents`, one more, two more, …; not decreasing. */
  readonly serviceLevelFractions: readonly number[];
}

/** A target that a day or the whole horizon has to meet together, so that weak intervals are made up for by strong ones. */
export interface ServiceLevelGoal {
  readonly per: 'day' | 'week';
  readonly targetFraction: number;
  /** By grid interval; undefined where there are no contacts. */
  readonly curves: readonly (ServiceCurve | undefined)[];
  /** Price of one contact too few in time; default: so much that the target is met wherever shifts can. */
  readonly missedContactPrice?: number | undefined;
}

/** Contacts of one slot that are answered in time, for whole numbers of agents. */
export interface SlotService {
  readonly firstAgents: number;
  /** With `firstAgents`, one more, …. */
  readonly served: readonly number[];
}

/** Slots whose contacts count together. */
export interface ServicePeriod {
  /** Positions in the stretch. */
  readonly slots: readonly number[];
  /** Contacts to be answered in time. */
  readonly target: number;
}

/** The goal as a stretch of slots sees it. */
export interface ServiceRequirement {
  readonly slots: readonly (SlotService | undefined)[];
  readonly periods: readonly ServicePeriod[];
  readonly missedContactPrice: number;
}

/**
 * Fewest agents from which every further one helps less than the one before: from there on chords of the curve are the curve.
 * Below it a service level is convex (a second agent helps more than the first) and an average would promise too much.
 *
 * @example concaveFrom({ contacts: 10, firstAgents: 3, serviceLevelFractions: [0, 0.1, 0.4, 0.6, 0.7] }) // => 4
 */
export function concaveFrom({ firstAgents, serviceLevelFractions }: ServiceCurve): number {
  let steepest = 1;
  for (let index = 1; index < serviceLevelFractions.length; index++) {
    const step = (at: number): number =>
      (serviceLevelFractions[at] ?? 0) - (serviceLevelFractions[at - 1] ?? 0);
    if (step(index) >= step(steepest)) steepest = index;
  }
  return firstAgents + steepest - 1;
}

/** Contacts answered in time with some agents; between whole numbers a mean of both, as when one of them is there part of the time. */
export function servedBy({ firstAgents, served }: SlotService, agents: number): number {
  const place = agents - firstAgents;
  if (place < 0) return place > -1 ? (1 + place) * (served[0] ?? 0) : 0;
  const below = Math.min(served.length - 1, Math.floor(place));
  const part = Math.min(1, place - below);
  const low = served[below] ?? 0;
  return low + part * ((served[below + 1] ?? low) - low);
}

/** Lines through neighbouring points of a concave curve: contacts in time ≤ intercept + slope · agents. */
function chordsOf({
  firstAgents,
  served,
}: SlotService): readonly { readonly slope: number; readonly intercept: number }[] {
  const chords: { readonly slope: number; readonly intercept: number }[] = [];
  let slope = Infinity;
  for (let index = 1; index < served.length; index++) {
    // Rounding may bend a curve up by a hair where it is flat already.
    slope = Math.min(slope, (served[index] ?? 0) - (served[index - 1] ?? 0));
    chords.push({ slope, intercept: (served[index - 1] ?? 0) - slope * (firstAgents + index - 1) });
    if (slope < 1e-4 * (served.at(-1) ?? 1)) break;
  }
  return chords;
}

/**
 * Adds to a shift plan: contacts in time per slot, under the chords of the slot's curve; per period their sum ≥ target less what is
 * missed, at a price.
 *
 * @param onChannel the agents on the channel in a slot, as entries of a row
 */
export function addServiceRows(
  builder: ModelBuilder,
  requirement: ServiceRequirement,
  onChannel: (slot: number) => readonly (readonly [number, number])[],
): void {
  const columns = new Map<number, number>();
  for (const [slot, service] of requirement.slots.entries()) {
    if (service === undefined) continue;
    const column = builder.column({ upper: service.served.at(-1) ?? 0 });
    columns.set(slot, column);
    for (const { slope, intercept } of chordsOf(service)) {
      const agents = onChannel(slot).map(([agent, value]): [number, number] => [agent, -slope * value]);
      builder.row({ upper: intercept }, [[column, 1], ...agents]);
    }
  }
  for (const { slots, target } of requirement.periods) {
    const inTime = slots.flatMap((slot): [number, number][] =>
      columns.has(slot) ? [[columns.get(slot) ?? 0, 1]] : [],
    );
    const missed = builder.column({ cost: requirement.missedContactPrice, upper: target });
    builder.row({ lower: target }, [...inTime, [missed, 1]]);
  }
}

/** Price of the contacts that the periods miss with these agents per slot. */
export function missedContactsPrice(requirement: ServiceRequirement, agents: ArrayLike<number>): number {
  let price = 0;
  for (const { slots, target } of requirement.periods) {
    let inTime = 0;
    for (const slot of slots) {
      const service = requirement.slots[slot];
      if (service !== undefined) inTime += servedBy(service, agents[slot] ?? 0);
    }
    price += Math.max(0, target - inTime) * requirement.missedContactPrice;
  }
  return price;
}

/**
 * Share of the contacts of a period that are answered in time, and the worst interval, with agents per grid interval.
 *
 * @example servedFraction([{ contacts: 10, firstAgents: 1, serviceLevelFractions: [0.5, 0.9] }], [2]) // => { fraction: 0.9, worstFraction: 0.9, worstInterval: 0 }
 */
export function servedFraction(
  curves: readonly (ServiceCurve | undefined)[],
  agents: ArrayLike<number>,
): { readonly fraction: number; readonly worstFraction: number; readonly worstInterval: number | undefined } {
  let contacts = 0;
  let inTime = 0;
  let worstFraction = 1;
  let worstInterval: number | undefined;
  for (const [interval, curve] of curves.entries()) {
    if (curve === undefined || curve.contacts <= 0) continue;
    const fraction = servedBy(
      { firstAgents: curve.firstAgents, served: curve.serviceLevelFractions },
      agents[interval] ?? 0,
    );
    contacts += curve.contacts;
    inTime += curve.contacts * fraction;
    if (fraction >= worstFraction && worstInterval !== undefined) continue;
    worstFraction = fraction;
    worstInterval = interval;
  }
  return { fraction: contacts === 0 ? 1 : inTime / contacts, worstFraction, worstInterval };
}
