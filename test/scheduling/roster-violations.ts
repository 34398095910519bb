import { isOpenAt } from '../../src/calendar/opening-hours.ts';
import type { Roster, RosterInput } from '../../src/scheduling/roster.ts';
import type { PlannedShift } from '../../src/scheduling/shift-plan.ts';

/** Rules of people’s weeks that a roster breaks, judged from names and times alone; for grids of one contract week. */
export function personViolations(
  input: Pick<RosterInput, 'grid' | 'agents'>,
  roster: Pick<Roster, 'assignments'>,
): string[] {
  const violations: string[] = [];
  for (const person of input.agents) {
    const mine = roster.assignments.filter((one) => one.agent === person.name);
    const say = (text: string): void => void violations.push(`${person.name}: ${text}`);
    for (const [index, { shift: one, fixed, lent }] of mine.entries()) {
      if (fixed) continue;
      if (one.team !== person.team && !person.skills.includes(one.team)) say('has not the skill');
      if (lent !== (one.team !== person.team)) say('lent or not');
      const next = mine[index + 1]?.shift;
      if (next !== undefined && next.start - one.end < person.contract.restSeconds) say('too little rest');
      if (next?.day === one.day) say('twice on a day');
      for (let at = one.start; at < one.end; at += 900) {
        const local = input.grid.timeZone.localTimeOf(at);
        if (person.availability !== undefined && !isOpenAt(person.availability, local)) say('not available');
        const away = person.timeOff.some(
          ({ firstDay, lastDay, hours: part }) =>
            local.day >= firstDay &&
            local.day <= lastDay &&
            (part === undefined || (local.secondOfDay >= part.from && local.secondOfDay < part.to)),
        );
        if (away) say('during time off');
      }
    }
    if (mine.length > person.contract.maximumDays) say('too many days');
    if (mine.reduce((sum, one) => sum + one.shift.paidSeconds, 0) > person.contract.maximumSeconds)
      say('too many hours');
  }
  return violations;
}

/** Everything that is wrong with a roster of planned shifts. */
export function rosterViolations(input: RosterInput, roster: Roster): string[] {
  const violations = personViolations(input, roster);
  const count = (shifts: readonly PlannedShift[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const one of shifts) {
      const key = `${one.team}/${one.start}/${one.end}`;
      counts.set(key, (counts.get(key) ?? 0) + one.agents);
    }
    return counts;
  };
  const given = [
    ...roster.assignments.filter((one) => one.shift.pattern !== 'fixed').map((one) => one.shift),
    ...roster.unfilled.map((one) => one.shift),
  ];
  const asked = count(input.shifts);
  for (const [key, agents] of count(given))
    if (asked.get(key) !== agents) violations.push(`${key}: ${agents} of ${asked.get(key)}`);
  return violations;
}
