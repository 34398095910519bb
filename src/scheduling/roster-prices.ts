import { weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import type { IntervalGrid } from '../calendar/interval-grid.ts';
import { type Agent, guaranteedSeconds } from './agent.ts';
import type { RosterBound } from './roster-bound.ts';
import { standingHindrance, type Workload, workloadHindrance } from './roster-eligibility.ts';
import type { RosterInput } from './roster.ts';
import type { PlannedShift } from './shift-plan.ts';

/** Prices of one assignment, in the same unit: eight paid hours filled are worth 1000. */
const worth = {
  filled: 1000,
  contractHours: 300,
  lent: 60,
  wantedDayOff: 40,
  wantedShift: 30,
  wantedStart: 30,
  weekend: 20,
  late: 10,
} as const;

/** Worth of doing as the relaxed roster does: not at all, beside wishes and hours, or before everything but filling shifts. */
export const guidance = { none: 0, some: 400, first: 5000 } as const;

/** Who works what. */
export interface RosterLoads {
  readonly input: RosterInput;
  readonly loads: readonly Workload[];
}

export interface RosterState extends RosterLoads {
  readonly units: readonly PlannedShift[];
  readonly bound: RosterBound;
  readonly canWork: (agent: number, unit: number) => boolean;
}

export function isWeekend(shift: PlannedShift): boolean {
  return weekdayOf(shift.day) >= 5;
}

export function isLate(shift: PlannedShift, input: RosterInput): boolean {
  const local = input.grid.timeZone.localTimeOf(shift.end);
  return local.day > shift.day || local.secondOfDay >= (input.lateFrom ?? 72_000);
}

export function paidInWeek(load: Workload, day: DayNumber, firstDay: DayNumber): number {
  const week = Math.floor((day - firstDay) / 7);
  let paid = 0;
  for (const shift of load.shiftOfDay.values()) {
    if (Math.floor((shift.day - firstDay) / 7) === week) paid += shift.paidSeconds;
  }
  return paid;
}

/** First day and length of the contract weeks of a horizon: sevens from its first day, the last may be shorter. */
export function contractWeeks({ firstDay, days }: Pick<IntervalGrid, 'firstDay' | 'days'>): readonly {
  readonly firstDay: DayNumber;
  readonly days: number;
}[] {
  return Array.from({ length: Math.ceil(days / 7) }, (_, week) => ({
    firstDay: firstDay + 7 * week,
    days: Math.min(7, days - 7 * week),
  }));
}

/** Contract seconds that somebody still wants in the week of a day. */
export function wantingSeconds(
  load: Workload,
  day: DayNumber,
  { firstDay, days }: Pick<IntervalGrid, 'firstDay' | 'days'>,
): number {
  const first = firstDay + 7 * Math.floor((day - firstDay) / 7);
  const guaranteed = guaranteedSeconds(load.agent, first, Math.min(7, firstDay + days - first));
  return Math.max(0, guaranteed - paidInWeek(load, day, firstDay));
}

function preferencePrice(agent: Agent, shift: PlannedShift, input: RosterInput): number {
  const { shifts, starts, daysOff } = agent.preferences;
  let price = 0;
  if (daysOff?.includes(weekdayOf(shift.day)) === true) price += worth.wantedDayOff;
  if (shifts !== undefined) {
    const place = shifts.indexOf(shift.pattern);
    price += place < 0 ? worth.wantedShift : (worth.wantedShift * place) / shifts.length;
  }
  if (starts !== undefined) {
    const { secondOfDay } = input.grid.timeZone.localTimeOf(shift.start);
    if (secondOfDay < starts.earliest || secondOfDay > starts.latest) price += worth.wantedStart;
  }
  return price;
}

/** What it costs to give somebody a shift that he may work, given the rest of his roster; Infinity when another shift forbids it. */
function loadPrice(input: RosterInput, load: Workload, shift: PlannedShift): number {
  const { firstDay, timeZone } = input.grid;
  if (workloadHindrance(load, shift, { zone: timeZone, firstDay }) !== undefined) return Infinity;
  const { agent, shiftOfDay } = load;
  const eightHours = 28_800;
  const wanting = Math.min(shift.paidSeconds, wantingSeconds(load, shift.day, input.grid));
  let price = -worth.filled * (shift.paidSeconds / eightHours) - worth.contractHours * (wanting / eightHours);
  price += preferencePrice(agent, shift, input);
  if (agent.team !== shift.team) price += worth.lent;
  for (const other of shiftOfDay.values()) {
    if (isWeekend(shift) && isWeekend(other)) price += worth.weekend;
    if (isLate(shift, input) && isLate(other, input)) price += worth.late;
  }
  return price;
}

/** What it costs to give somebody a shift; Infinity when it cannot be. */
export function shiftPrice(input: RosterInput, load: Workload, shift: PlannedShift): number {
  return standingHindrance(load.agent, shift, input.grid.timeZone) === undefined
    ? loadPrice(input, load, shift)
    : Infinity;
}

/** {@link shiftPrice} of a planned shift by its number, less `guidance` times what the relaxed roster would have the agent work of it. */
export function assignmentPrice(
  state: RosterState,
  agentIndex: number,
  unitIndex: number,
  guidance: number,
): number {
  const { input, units, loads, bound } = state;
  const load = loads[agentIndex];
  const shift = units[unitIndex];
  if (load === undefined || shift === undefined || !state.canWork(agentIndex, unitIndex)) return Infinity;
  const price = loadPrice(input, load, shift);
  return guidance === 0 ? price : price - guidance * bound.workShare(agentIndex, unitIndex);
}
