import { modifiedOfferedLoad, modifiedOfferedLoadByInterval } from '../queueing/modified-offered-load.ts';

/** Share by which a minute has to exceed the interval's mean minute for arrivals to count as a surge inside it. */
const surgeShare = 0.1;

/**
 * Offered load to staff by, in erlangs per interval, from contacts by minute: the modified offered load, its average where arrivals are calm and
 * its maximum where they surge inside the interval (some minute exceeds the interval's mean by a tenth). Erlang formulas
 * on interval averages promise ≥ 80 % and deliver half of it in a TV burst; the modified offered load delivers it.
 *
 * `open` intervals only: what arrives while closed is not served. Begins and reopens with an empty house.
 */
export function surgeLoad(input: {
  readonly minuteContacts: Float64Array;
  /** First minute of each interval, and one past the last. */
  readonly minuteStarts: Int32Array;
  /** By interval. */
  readonly averageHandleTimeSeconds: Float64Array;
  readonly open: Uint8Array;
}): Float64Array {
  const { minuteContacts, minuteStarts, averageHandleTimeSeconds, open } = input;
  const load = new Float64Array(open.length);
  let before = 0;
  for (let interval = 0; interval < open.length; interval++) {
    if (open[interval] !== 1) {
      before = 0;
      continue;
    }
    const minutes = minuteContacts.subarray(minuteStarts[interval], minuteStarts[interval + 1]);
    const handleTime = averageHandleTimeSeconds[interval] ?? 0;
    if (!(handleTime > 0)) continue;
    const mean = minutes.reduce((sum, contacts) => sum + contacts, 0) / Math.max(1, minutes.length);
    const surges = minutes.some((contacts) => contacts > mean * (1 + surgeShare));
    const arrivals = { arrivalsPerStep: minutes, stepSeconds: 60, averageHandleTimeSeconds: handleTime };
    const [result] = modifiedOfferedLoadByInterval({
      ...arrivals,
      stepsPerInterval: minutes.length,
      initialLoad: before,
    });
    load[interval] = (surges ? result?.maximum : result?.average) ?? 0;
    before = modifiedOfferedLoad({ ...arrivals, initialLoad: before }).at(-1) ?? before;
  }
  return load;
}
