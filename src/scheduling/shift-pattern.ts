/**
 * A break of a shift, somewhere in a window. Windows are counted from the shift's start, so that a break moves with its
 * shift; both ends are possible starts of the break.
 */
export interface BreakPattern {
  /** What it is called in reports: `lunch`, `break`, `coaching`. */
  readonly kind: string;
  readonly seconds: number;
  /** Earliest start of the break, in seconds after the shift's start. */
  readonly earliestStart: number;
  /** Latest start of the break, in seconds after the shift's start. */
  readonly latestStart: number;
  readonly paid: boolean;
}

/**
 * A family of shifts that people may be given: any start of a list of wall-clock times, any of a few lengths.
 *
 * Recommended columns of `shifts.csv`, one row a pattern (the first four are needed):
 *
 * | column | reads | example |
 * |---|---|---|
 * | `name` | the pattern's name; may repeat on rows with other lengths or days | `early` |
 * | `earliest_start` | wall-clock time | `07:00` |
 * | `latest_start` | wall-clock time; empty = the earliest; before the earliest = it passes midnight | `10:00` |
 * | `lengths` | durations from start to end, breaks included, separated by spaces or `/` | `8h30m` or `4h 6h` |
 * | `team` | the only team that uses it; empty = every team | `voice` |
 * | `days` | weekdays it may start on; empty = every day | `Mon-Fri` or `Sat+Sun` |
 * | `start_step` | duration between starts; empty = 15m | `30m` |
 * | `breaks` | see `parseBreaks` | `lunch 30m unpaid 3h-5h; break 15m 1h30m-2h30m` |
 * | `cost_per_hour` | wage for a paid hour; empty = the team's | `24.50` |
 * | `max_agents` | most people who may start it on one day; empty = no limit | `12` |
 */
export interface ShiftPattern {
  readonly name: string;
  /** The only team that may use it; undefined = every team. */
  readonly team?: string | undefined;
  /** Weekdays of its start, 0 = Monday; undefined = every day. */
  readonly weekdays?: readonly number[] | undefined;
  /** First start, in wall-clock seconds after midnight. */
  readonly earliestStart: number;
  /** Last start; passes 86400 when the starts go on after midnight. */
  readonly latestStart: number;
  /** Seconds between one possible start and the next. */
  readonly startStep: number;
  /** Real seconds from start to end, breaks included. */
  readonly lengths: readonly number[];
  readonly breaks: readonly BreakPattern[];
  /** Wage for a paid hour; undefined = the team's. */
  readonly costPerHour?: number | undefined;
  /** Most agents who may start it on one day; undefined = no limit. */
  readonly maximumAgents?: number | undefined;
}

const usualStartStep = 900;

/**
 * A pattern from what somebody wrote: starts every 15 minutes unless told, one start where there is no last, and a last start before
 * the first is after midnight.
 *
 * @example completePattern({ name: 'night', earliestStart: 79200, latestStart: 7200, lengths: [28800] }).latestStart // => 93600
 */
export function completePattern(
  written: Omit<ShiftPattern, 'latestStart' | 'startStep' | 'breaks'> & {
    readonly latestStart?: number | undefined;
    readonly startStep?: number | undefined;
    readonly breaks?: readonly BreakPattern[] | undefined;
  },
): ShiftPattern {
  const { earliestStart, latestStart: latest = earliestStart } = written;
  return {
    ...written,
    latestStart: latest < earliestStart ? latest + 86_400 : latest,
    startStep: written.startStep ?? usualStartStep,
    breaks: written.breaks ?? [],
  };
}

/**
 * Paid seconds of a shift: its length without the unpaid breaks.
 *
 * @example paidSeconds({ breaks: [{ kind: 'lunch', seconds: 1800, earliestStart: 10800, latestStart: 14400, paid: false }] }, 30600) // => 28800
 */
export function paidSeconds(pattern: Pick<ShiftPattern, 'breaks'>, lengthSeconds: number): number {
  return pattern.breaks.reduce((paid, pause) => (pause.paid ? paid : paid - pause.seconds), lengthSeconds);
}

/** Wall-clock starts of a pattern in seconds after midnight; those after 86400 belong to the day the pattern began on. */
export function patternStarts(pattern: ShiftPattern): readonly number[] {
  const starts: number[] = [];
  for (let start = pattern.earliestStart; start <= pattern.latestStart; start += pattern.startStep)
    starts.push(start);
  return starts;
}
