import { weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import type { Agent } from './agent.ts';
import type { RosterBound } from './roster-bound.ts';
import { type Workload, workloadHindrance } from './roster-eligibility.ts';
import type { RosterInput } from './roster.ts';
import type { PlannedShift } from './shift-plan.ts';

/** Prices of one assignment, in the same unit: eight paid hours filled are worth 1000. */
const worth = {
  filled: 1000,
  contractHours: 300,
  relaxedRoster: 400,
  lent: 60,
  wantedDayOff: 40,
  wantedShift: 30,
  wantedStart: 30,
  weekend: 20,
  late: 10,
} as const;

export interface RosterState {
  readonly input: RosterInput;
  readonly units: readonly PlannedShift[];
  readonly loads: readonly Workload[];
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

/** What it costs to give an agent a shift, given the rest of the agent's roster; Infinity when it cannot be. */
export function assignmentPrice(
  state: RosterState,
  agentIndex: number,
  unitIndex: number,
  guided: boolean,
): number {
  const { input, units, loads, bound } = state;
  const load = loads[agentIndex];
  const shift = units[unitIndex];
  if (load === undefined || shift === undefined || !state.canWork(agentIndex, unitIndex)) return Infinity;
  const { firstDay, timeZone } = input.grid;
  if (workloadHindrance(load, shift, { zone: timeZone, firstDay }) !== undefined) return Infinity;
  const { agent, shiftOfDay } = load;
  const eightHours = 28_800;
  const wanting = Math.max(
    0,
    Math.min(shift.paidSeconds, agent.contract.minimumSeconds - paidInWeek(load, shift.day, firstDay)),
  );
  let price = -worth.filled * (shift.paidSeconds / eightHours) - worth.contractHours * (wanting / eightHours);
  if (guided) price -= worth.relaxedRoster * bound.workShare(agentIndex, unitIndex);
  price += preferencePrice(agent, shift, input);
  if (agent.team !== shift.team) price += worth.lent;
  for (const other of shiftOfDay.values()) {
    if (isWeekend(shift) && isWeekend(other)) price += worth.weekend;
    if (isLate(shift, input) && isLate(other, input)) price += worth.late;
  }
  return price;
}
