import { weekdayOf } from '../../src/calendar/local-date.ts';
import { patternStarts } from '../../src/scheduling/shift-pattern.ts';
import type { PlannedShift, ShiftPlan, ShiftPlanInput } from '../../src/scheduling/shift-plan.ts';

/** What is wrong with one shift, judged from the patterns alone. */
function shiftViolations(input: ShiftPlanInput, shift: PlannedShift): string[] {
  const { timeZone } = input.grid;
  const violations: string[] = [];
  const say = (text: string): void => void violations.push(`${shift.pattern} at ${shift.start}: ${text}`);
  const pattern = input.patterns.find(
    (one) =>
      one.name === shift.pattern &&
      one.lengths.includes(shift.end - shift.start) &&
      (one.weekdays === undefined || one.weekdays.includes(weekdayOf(shift.day))) &&
      (one.team === undefined || one.team === input.team),
  );
  if (pattern === undefined) return [`no pattern allows ${shift.pattern} at ${shift.start}`];
  const starts = patternStarts(pattern).map(
    (secondOfDay) => timeZone.instantOf({ day: shift.day, secondOfDay }).instant,
  );
  if (!starts.includes(shift.start)) say('starts at no start of its pattern');
  if (!Number.isInteger(shift.agents) || shift.agents < 1) say(`${shift.agents} agents`);
  if (shift.breaks.length !== pattern.breaks.length) say('has not the breaks of its pattern');
  const unpaid = shift.breaks
    .filter(({ paid }) => !paid)
    .reduce((sum, { start, end }) => sum + end - start, 0);
  if (shift.end - shift.start - unpaid !== shift.paidSeconds) say('paid seconds do not add up');
  let before = shift.start;
  for (const [index, pause] of shift.breaks.entries()) {
    const window = pattern.breaks[index];
    if (window === undefined) continue;
    if (
      pause.kind !== window.kind ||
      pause.paid !== window.paid ||
      pause.end - pause.start !== window.seconds
    )
      say('break of another kind');
    const after = pause.start - shift.start;
    if (after < window.earliestStart || after > window.latestStart)
      say(`${pause.kind} ${after} s after the start, outside its window`);
    if (pause.start < before || pause.end > shift.end) say(`${pause.kind} overlaps`);
    before = pause.end;
  }
  return violations;
}

/** Agents on the channel, second by second at the middle of every five minutes: a count of its own. */
function countAgents(input: ShiftPlanInput, shifts: readonly PlannedShift[]): number[] {
  const { intervals } = input.grid;
  const origin = intervals[0]?.start ?? 0;
  const last = intervals.at(-1);
  const cycle = last === undefined ? 0 : last.start + last.seconds - origin;
  return intervals.map(({ start, seconds }) => {
    let sum = 0;
    let samples = 0;
    for (let at = start + 150; at < start + seconds; at += 300) {
      samples++;
      for (const turn of input.cyclic === true ? [-cycle, 0, cycle] : [0]) {
        for (const shift of shifts) {
          const time = at + turn;
          if (time < shift.start || time >= shift.end) continue;
          if (!shift.breaks.some((pause) => time >= pause.start && time < pause.end)) sum += shift.agents;
        }
      }
    }
    return sum / samples;
  });
}

/** Everything that is wrong with a plan; empty for a good one. Knows the rules, not the model. */
export function planViolations(input: ShiftPlanInput, plan: ShiftPlan): string[] {
  const violations = plan.shifts.flatMap((shift) => shiftViolations(input, shift));
  const counted = countAgents(input, plan.shifts);
  for (const [index, agents] of counted.entries()) {
    if (Math.abs(agents - (plan.scheduledAgents[index] ?? 0)) > 1e-6)
      violations.push(`interval ${index}: ${plan.scheduledAgents[index]} scheduled, ${agents} counted`);
    const missing = (input.requiredAgents[index] ?? 0) - agents;
    const listed = plan.unmet.find(({ interval }) => interval === index)?.missingAgents ?? 0;
    if (Math.abs(Math.max(0, missing) - listed) > 1e-6)
      violations.push(`interval ${index}: ${missing} missing, ${listed} listed`);
  }
  const { maximumSeats, maximumShiftsPerDay } = input.limits ?? {};
  if (maximumShiftsPerDay !== undefined) {
    for (const day of new Set(plan.shifts.map((shift) => shift.day))) {
      const agents = plan.shifts
        .filter((shift) => shift.day === day)
        .reduce((sum, shift) => sum + shift.agents, 0);
      if (agents > maximumShiftsPerDay) violations.push(`day ${day}: ${agents} agents`);
    }
  }
  if (maximumSeats !== undefined) {
    for (const { start } of plan.shifts) {
      const seats = plan.shifts
        .filter((shift) => shift.start <= start && shift.end > start)
        .reduce((sum, shift) => sum + shift.agents, 0);
      if (seats > maximumSeats) violations.push(`${seats} seats at ${start}`);
    }
  }
  return violations;
}
