import { secondsPerDay } from '../calendar/local-date.ts';

/** Interval lengths that past contacts may come in, longest first. Minutes are summed at once. */
const withinDay = [3600, 1800, 1200, 900, 720, 600, 360, 300, 60] as const;

/** Start times of one channel's rows, as the wall shows them. */
export interface ChannelTimes {
  /** Seconds since 1970-01-01 of the wall clock. NaN never occurs: a date alone is its midnight. */
  readonly local: Float64Array;
  /** Seconds after midnight as written, NaN for a date alone. */
  readonly writtenSecond: Float64Array;
}

/**
 * How far apart a channel's rows are. `open`: too few rows to tell. `off-grid`: a regular step that is no usual interval or does
 * not begin on the hour. `irregular`: no grid fits.
 */
export type DetectedInterval =
  | { readonly kind: 'found'; readonly seconds: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'off-grid'; readonly stepSeconds: number }
  | { readonly kind: 'irregular' };

/** True when every row is a day: dates alone, midnights, or one row a day that always begins at the same time. */
function isDaily({ local, writtenSecond }: ChannelTimes): boolean {
  const first = writtenSecond[0];
  if (first === undefined) return false;
  if (writtenSecond.every((second) => Number.isNaN(second) || second === 0)) return true;
  if (local.length < 3 || !writtenSecond.every((second) => second === first)) return false;
  return new Set(local.map((second) => Math.floor(second / secondsPerDay))).size === local.length;
}

/** The most frequent distance between one start and the next, the shorter of two that tie. */
function commonStep(sorted: Float64Array): number | undefined {
  const counts = new Map<number, number>();
  for (let index = 1; index < sorted.length; index++) {
    const step = (sorted[index] ?? 0) - (sorted[index - 1] ?? 0);
    if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let best: number | undefined;
  for (const [step, count] of counts) {
    const most = best === undefined ? 0 : (counts.get(best) ?? 0);
    if (count > most || (count === most && step < (best ?? 0))) best = step;
  }
  return best;
}

function alignedShare(local: Float64Array, seconds: number, origin: number): number {
  let aligned = 0;
  for (const start of local) if ((start - origin) % seconds === 0) aligned += 1;
  return aligned / local.length;
}

/** Share of rows that must lie on a grid for it to be the file's; the rest are then mistakes. */
const alignedEnough = 0.9;

/** Rows at random half-hours all begin on the hour in one case of 2¹²: fewer rows than this prove nothing by where they lie. */
const enoughToAlign = 12;

/**
 * The interval of a channel's rows: a day when all rows are days; else the most frequent distance between two starts, or the
 * longest usual interval that divides it, on whose grid at least nine rows in ten lie. Rows left out (zeros that an export
 * omits) do not disturb it, because one interval remains the most frequent distance; where rows are so sparse that it does not,
 * the longest interval on whose grid they lie.
 */
export function detectInterval(times: ChannelTimes): DetectedInterval {
  if (isDaily(times)) return { kind: 'found', seconds: secondsPerDay };
  const sorted = times.local.toSorted();
  const step = commonStep(sorted);
  if (step === undefined) return { kind: 'open' };
  const origin = sorted[0] ?? 0;
  const regular = sorted.length >= 4 && alignedShare(sorted, step, origin) >= alignedEnough;
  // Hours that begin at half past would look like half-hours of which every other one is missing.
  if (regular && (step > 3600 || origin % step !== 0)) return { kind: 'off-grid', stepSeconds: step };
  if (step > 3600 && sorted.length < enoughToAlign) return { kind: 'open' };
  const seconds = withinDay.find(
    (length) => (step > 3600 || step % length === 0) && alignedShare(sorted, length, 0) >= alignedEnough,
  );
  return seconds === undefined ? { kind: 'irregular' } : { kind: 'found', seconds };
}

/**
 * The interval that a channel's rows are kept in: the plan's when theirs divides it, theirs when the plan's divides it, else the
 * smallest both divide.
 *
 * @example keptInterval(900, 1800) // => 1800
 * @example keptInterval(3600, 1800) // => 3600
 * @example keptInterval(1200, 1800) // => 3600
 */
export function keptInterval(inputSeconds: number, planSeconds: number): number {
  let kept = inputSeconds;
  while (kept % planSeconds !== 0) kept += inputSeconds;
  return kept;
}
