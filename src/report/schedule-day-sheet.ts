import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan, PlannedShift } from '../plan/plan.ts';
import { padEnd } from './layout.ts';
import type { HumanContext } from './plan-human.ts';

/** One line of a day sheet. */
export interface DaySheetLine {
  readonly label: string;
  readonly shift: PlannedShift;
}

const steps = [900, 1800, 3600, 7200];
const labelWidth = 14;

/** One cell: at work, on a paid break, at an unpaid one, or not there. */
function cell({ start, end, breaks }: PlannedShift, middle: number): string {
  if (middle < start || middle >= end) return ' ';
  const pause = breaks.find((one) => middle >= one.start && middle < one.end);
  return pause === undefined ? '█' : pause.paid ? '·' : '▁';
}

/** Hours above their cells, as many as have room. */
function hourLine(plan: Plan, from: number, columns: number, step: number): string {
  let text = '';
  for (let column = 0; column < columns; column++) {
    const { secondOfDay } = plan.grid.timeZone.localTimeOf(from + column * step);
    if (secondOfDay % 7200 !== 0 || (column > 0 && text.length >= column)) continue;
    text = text.padEnd(column) + formatTimeOfDay(secondOfDay).slice(0, 2);
  }
  return text;
}

/**
 * The shifts of a day as bars on one line each, with paid breaks as dots and unpaid ones low: a Gantt chart in text, as fine as the
 * width allows.
 */
export function daySheet(
  plan: Plan,
  lines: readonly DaySheetLine[],
  { style, width }: HumanContext,
): string[] {
  if (lines.length === 0) return [];
  const hour = 3600;
  const from = Math.floor(Math.min(...lines.map(({ shift }) => shift.start)) / hour) * hour;
  const to = Math.ceil(Math.max(...lines.map(({ shift }) => shift.end)) / hour) * hour;
  const room = width - 4 - labelWidth - 1;
  const step = steps.find((one) => (to - from) / one <= room) ?? 7200;
  const columns = Math.ceil((to - from) / step);
  const bars = lines.map(({ label, shift }) => {
    const cells = Array.from({ length: columns }, (_, column) => cell(shift, from + (column + 0.5) * step));
    const name = label.length > labelWidth ? `${label.slice(0, labelWidth - 1)}…` : label;
    return `    ${padEnd(name, labelWidth)} ${cells.join('')}`;
  });
  return [
    `    ${' '.repeat(labelWidth)} ${style.dim(hourLine(plan, from, columns, step))}`,
    ...bars,
    `    ${style.dim(`${' '.repeat(labelWidth)} · break, ▁ lunch; a sign is ${step / 60} minutes`)}`,
  ];
}
