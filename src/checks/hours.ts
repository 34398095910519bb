import { friendlyDay } from '../calendar/friendly-time.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { ChannelPlan, Plan } from '../plan/plan.ts';
import { listed } from './wording.ts';

const wakingFrom = 7 * 3600;
const wakingTo = 23 * 3600;

/** True from 07:00 to 23:00, when people see and do things. @example isWaking(3600) // => false */
export function isWaking(secondOfDay: number): boolean {
  return secondOfDay >= wakingFrom && secondOfDay < wakingTo;
}

/** Open stretches of a channel on one day, from grid interval `first` to `last`: `08:00–20:00`; empty when closed. */
function stretchesOfDay(
  plan: Plan,
  open: Uint8Array,
  first: number,
  last: number,
): ReadonlyMap<number, string[]> {
  const days = new Map<number, string[]>();
  for (let index = first; index <= last; index++) {
    const from = plan.grid.intervals[index];
    if (from === undefined) break;
    if (!days.has(from.day)) days.set(from.day, []);
    if (open[index] !== 1) continue;
    let to = from;
    while (index + 1 <= last && open[index + 1] === 1 && plan.grid.intervals[index + 1]?.day === from.day) {
      index++;
      to = plan.grid.intervals[index] ?? to;
    }
    days
      .get(from.day)
      ?.push(`${formatTimeOfDay(from.secondOfDay)}–${formatTimeOfDay(to.secondOfDay + to.seconds)}`);
  }
  return days;
}

/**
 * When a channel is open between two intervals of the grid, in words: days of the same hours together, `Tue 24 Nov–Wed 25 Nov
 * 08:00–20:00 and Sat 28 Nov 09:00–17:00`; `never` when it is not.
 */
export function openHoursText(plan: Plan, channel: ChannelPlan, first: number, last: number): string {
  const groups: { from: number; to: number; text: string }[] = [];
  for (const [day, stretches] of stretchesOfDay(plan, channel.open, first, last)) {
    const text = stretches.join(' and ');
    const before = groups.at(-1);
    if (before !== undefined && before.text === text && before.to === day - 1) before.to = day;
    else groups.push({ from: day, to: day, text });
  }
  const open = groups.filter(({ text }) => text !== '');
  if (open.length === 0) return 'never';
  return listed(
    open.map(
      ({ from, to, text }) => `${friendlyDay(from)}${from === to ? '' : `–${friendlyDay(to)}`} ${text}`,
    ),
  );
}
