import type { Plan, PlannedShift } from '../plan/plan.ts';
import { padEnd, shortName } from './layout.ts';
import type { HumanContext } from './plan-human.ts';
import { hourMarks } from './schedule-hour-marks.ts';

/** One line of a day sheet. */
export interface DaySheetLine {
  readonly label: string;
  readonly shift: PlannedShift;
}

/** Seconds that a sign may stand for, the finest first. */
const steps = [900, 1800, 3600, 7200];
const labelWidth = 14;
const hour = 3600;

/** A break is drawn where most of the sign’s time or the break’s own middle lies in it: short ones are never lost. */
function isOnBreak(pause: PlannedShift['breaks'][number], from: number, step: number): boolean {
  const middleOfSign = from + step / 2;
  const middleOfBreak = (pause.start + pause.end) / 2;
  return (
    (middleOfSign >= pause.start && middleOfSign < pause.end) ||
    (middleOfBreak >= from && middleOfBreak < from + step)
  );
}

/** One sign: at work, on a paid break, on an unpaid one, or not there. */
function sign({ start, end, breaks }: PlannedShift, from: number, step: number): string {
  const middle = from + step / 2;
  if (middle < start || middle >= end) return ' ';
  const pauses = breaks.filter((one) => isOnBreak(one, from, step));
  if (pauses.length === 0) return '█';
  return pauses.some(({ paid }) => !paid) ? '▁' : '·';
}

/**
 * The shifts of a day as bars on one line each, with paid breaks as dots and unpaid ones low: a Gantt chart in text, as fine as the
 * width allows, from the first start to the last end, which may lie on the next day.
 */
export function daySheet(
  plan: Plan,
  lines: readonly DaySheetLine[],
  { style, width }: HumanContext,
): string[] {
  if (lines.length === 0) return [];
  const from = Math.floor(Math.min(...lines.map(({ shift }) => shift.start)) / hour) * hour;
  const to = Math.ceil(Math.max(...lines.map(({ shift }) => shift.end)) / hour) * hour;
  const room = width - 4 - labelWidth - 2;
  const step = steps.find((one) => (to - from) / one <= room) ?? 7200;
  const starts = Array.from({ length: Math.ceil((to - from) / step) }, (_, column) => from + column * step);
  const marks = hourMarks(starts.map((start) => plan.grid.timeZone.localTimeOf(start).secondOfDay));
  const kinds = [
    ...(lines.some(({ shift }) => shift.breaks.some(({ paid }) => paid)) ? ['· break'] : []),
    ...(lines.some(({ shift }) => shift.breaks.some(({ paid }) => !paid)) ? ['▁ lunch'] : []),
    `a sign is ${step / 60} minutes`,
  ];
  const indent = ' '.repeat(labelWidth + 5);
  return [
    `${indent}${style.dim(marks)}`,
    ...lines.map(({ label, shift }) => {
      const bar = starts.map((start) => sign(shift, start, step)).join('');
      return `    ${padEnd(shortName(label, labelWidth), labelWidth)} ${bar}`.trimEnd();
    }),
    `${indent}${style.dim(kinds.join(', '))}`,
  ];
}
