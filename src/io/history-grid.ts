import { formatDay, formatTimeOfDay, secondsPerDay } from '../calendar/local-date.ts';
import { detectInterval, type DetectedInterval } from './history-interval.ts';
import type { ChannelRows } from './history-local.ts';
import type { HistoryRows } from './history-rows.ts';
import type { ProblemList } from './problem-list.ts';

/** An interval's name before `rows`: `15-minute`, `hourly`, `daily`. @example intervalName(900) // => '15-minute' */
export function intervalName(seconds: number): string {
  if (seconds === secondsPerDay) return 'daily';
  return seconds === 3600 ? 'hourly' : `${seconds / 60}-minute`;
}

/** Rows of one channel and the interval they are read in. */
export interface ChannelInterval {
  readonly part: ChannelRows;
  readonly detected: DetectedInterval;
  readonly seconds: number;
}

/** So few regular rows may be chance, where other channels show the file's interval. */
const fewRows = 20;

/** The interval of each channel; a channel with too few rows to tell takes the finest of the others, else the plan's. */
export function intervalsOf(parts: readonly ChannelRows[], planSeconds: number): readonly ChannelInterval[] {
  const all = parts.map((part) => ({ part, detected: detectInterval(part) }));
  const known = all.flatMap(({ detected }) =>
    detected.kind === 'found' && detected.seconds < secondsPerDay ? [detected.seconds] : [],
  );
  const usual = known.length > 0 ? Math.min(...known) : planSeconds;
  return all.map(({ part, detected }) => {
    if (detected.kind === 'found') return { part, detected, seconds: detected.seconds };
    const chance = detected.kind === 'off-grid' && known.length > 0 && part.rows.length < fewRows;
    return { part, detected: chance ? { kind: 'open' } : detected, seconds: usual };
  });
}

const gridHint = 'export the contacts by 5, 10, 15, 20, 30 or 60 minutes in local time, or by day';

/** A wall-clock time for messages. */
function wallClock(local: number): string {
  const day = Math.floor(local / secondsPerDay);
  return `${formatDay(day)} ${formatTimeOfDay(local - day * secondsPerDay)}`;
}

/** What is wrong with a channel whose rows lie on no grid at all. */
function gridProblem(
  channel: string,
  detected: DetectedInterval,
  first: string,
): { message: string; hint: string } | undefined {
  if (detected.kind === 'off-grid') {
    const message = `rows of ${channel} begin ${detected.stepSeconds / 60} minutes apart, at times such as ${first}: no interval of a day's grid`;
    return { message, hint: gridHint };
  }
  if (detected.kind !== 'irregular') return undefined;
  return {
    message: `rows of ${channel} begin at times such as ${first} that lie on no grid of intervals`,
    hint: `${gridHint}; a list of single contacts must be counted first`,
  };
}

/** A history longer than this has a mistyped year in it. */
const longestYears = 30;

/** Refuses a channel whose days are decades apart, at the one that lies further from the middle one. */
export function checkSpan(
  { channel, rows: own, writtenDay }: ChannelRows,
  file: { readonly file: string; readonly rows: HistoryRows; readonly problems: ProblemList },
): void {
  let [first, last] = [0, 0];
  for (let at = 0; at < writtenDay.length; at++) {
    if ((writtenDay[at] ?? 0) < (writtenDay[first] ?? 0)) first = at;
    if ((writtenDay[at] ?? 0) > (writtenDay[last] ?? 0)) last = at;
  }
  const [firstDay, lastDay] = [writtenDay[first] ?? 0, writtenDay[last] ?? 0];
  if (lastDay - firstDay <= longestYears * 366) return;
  const middle = writtenDay.toSorted()[writtenDay.length >> 1] ?? 0;
  const [odd, other] = lastDay - middle > middle - firstDay ? [last, firstDay] : [first, lastDay];
  file.problems.add({
    file: file.file,
    line: file.rows.line[own[odd] ?? 0],
    message: `${formatDay(writtenDay[odd] ?? 0)} is more than ${longestYears} years from ${formatDay(other)}, the other end of ${channel}`,
    hint: 'is the year right?',
  });
}

/** Refuses channels whose rows lie on no grid, and single rows that lie beside theirs. */
export function checkGrid(
  { part, detected, seconds }: ChannelInterval,
  file: { readonly file: string; readonly rows: HistoryRows; readonly problems: ProblemList },
): void {
  const { rows, problems } = file;
  const add = (at: number, problem: { readonly message: string; readonly hint?: string }): void =>
    problems.add({ file: file.file, line: rows.line[part.rows[at] ?? 0] ?? 0, ...problem });
  const whole = gridProblem(part.channel, detected, wallClock(part.local[0] ?? 0));
  if (whole !== undefined) return add(0, whole);
  if (seconds === secondsPerDay) return;
  for (let at = 0; at < part.local.length; at++) {
    const local = part.local[at] ?? 0;
    if (Number.isNaN(part.writtenSecond[at])) {
      add(at, {
        message: `${formatDay(part.writtenDay[at] ?? 0)} has no time, other rows of ${part.channel} do`,
      });
    } else if (local % seconds !== 0) {
      add(at, {
        message: `${wallClock(local)} is not on the ${intervalName(seconds)} grid of ${part.channel}`,
        hint: gridHint,
      });
    }
  }
}
