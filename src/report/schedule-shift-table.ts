import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan, PlannedShift, ShiftPlan } from '../plan/plan.ts';
import { formatCount, padEnd, shortName, visibleLength, wrap } from './layout.ts';

const firstBreak = ({ start, breaks }: PlannedShift): number => breaks[0]?.start ?? start;

/** Shifts of a day, alike ones together, in the order of their start. */
export function kindsOfShift(shifts: ShiftPlan, day: number): readonly PlannedShift[] {
  const groups = new Map<string, PlannedShift>();
  for (const shift of shifts.shifts.filter((one) => one.day === day)) {
    const breaks = shift.breaks.map(({ kind, start, end }) => `${kind} ${start} ${end}`).join();
    const key = `${shift.start} ${shift.end} ${shift.pattern} ${breaks}`;
    groups.set(key, { ...shift, agents: shift.agents + (groups.get(key)?.agents ?? 0) });
  }
  return [...groups.values()].toSorted(
    (a, b) => a.start - b.start || a.end - b.end || firstBreak(a) - firstBreak(b),
  );
}

/** Kinds of shift that differ in their breaks only, together. */
function byTimes(kinds: readonly PlannedShift[]): readonly (readonly PlannedShift[])[] {
  const groups = new Map<string, PlannedShift[]>();
  for (const shift of kinds) {
    const key = `${shift.start} ${shift.end} ${shift.pattern} ${shift.breaks.map(({ kind }) => kind).join()}`;
    groups.set(key, [...(groups.get(key) ?? []), shift]);
  }
  return [...groups.values()];
}

/** When each break begins: its time, two times, or from the first to the last. */
function breaksText(plan: Plan, alike: readonly PlannedShift[]): string {
  const clock = (instant: number): string =>
    formatTimeOfDay(plan.grid.timeZone.localTimeOf(instant).secondOfDay);
  return (alike[0]?.breaks ?? [])
    .map(({ kind }, index) => {
      const starts = [...new Set(alike.flatMap(({ breaks }) => breaks[index]?.start ?? []))].toSorted(
        (a, b) => a - b,
      );
      const times =
        starts.length > 2
          ? `${clock(starts[0] ?? 0)}…${clock(starts.at(-1) ?? 0)}`
          : starts.map((start) => clock(start)).join('/');
      return `${kind} ${times}`;
    })
    .join(', ');
}

/** Rows shown without -v. */
const mostRows = 8;

/** The shifts of a day: how many, when, what they are called, when their breaks begin. With -v a row for every way to take breaks. */
export function shiftTable(
  plan: Plan,
  kinds: readonly PlannedShift[],
  { width, verbose }: { readonly width: number; readonly verbose: boolean },
): string[] {
  const clock = (instant: number): string =>
    formatTimeOfDay(plan.grid.timeZone.localTimeOf(instant).secondOfDay);
  const groups = verbose ? kinds.map((kind) => [kind]) : byTimes(kinds);
  const rows = groups.map((alike) => {
    const [shift] = alike;
    const agents = alike.reduce((sum, one) => sum + one.agents, 0);
    const times = shift === undefined ? '' : `${clock(shift.start)}–${clock(shift.end)}`;
    return {
      count: `${formatCount(agents)}×`,
      times,
      pattern: shift?.pattern ?? '',
      breaks: breaksText(plan, alike),
    };
  });
  const shown = rows.slice(0, verbose ? rows.length : mostRows);
  const count = Math.max(0, ...shown.map((row) => visibleLength(row.count)));
  const pattern = Math.min(20, Math.max(0, ...shown.map((row) => visibleLength(row.pattern))));
  const lines = shown.flatMap((row) => {
    const head = `    ${padEnd(row.count, count)}  ${row.times}  ${padEnd(shortName(row.pattern, pattern), pattern)}  `;
    const [first = '', ...more] = wrap(row.breaks, width - visibleLength(head));
    return [`${head}${first}`.trimEnd(), ...more.map((line) => `${' '.repeat(visibleLength(head))}${line}`)];
  });
  const hidden = rows.length - shown.length;
  return hidden > 0 ? [...lines, `    … and ${hidden} more (-v shows all)`] : lines;
}
