import { modifiedOfferedLoad, modifiedOfferedLoadByInterval } from '../queueing/modified-offered-load.ts';

/** Share by which the load has to rise above its mean inside an interval for that mean not to be enough to staff by. */
const risingShare = 0.05;

/** What arrivals do inside the intervals. */
export interface SurgeLoad {
  /** Mean modified offered load by interval, erlangs. */
  readonly averageLoad: Float64Array;
  /** Modified offered load at the end of each minute, erlangs. */
  readonly minuteLoad: Float64Array;
  /** 1 where the load rises inside the interval by more than a twentieth above its mean: surges, and the first hour of a day. */
  readonly surges: Uint8Array;
}

/**
 * Offered load from contacts by minute: the modified offered load, which lags behind arrivals by about a handle time. Erlang formulas on interval
 * averages promise ≥ 80 % in a TV burst and deliver half of it; what happens inside the interval has to be looked at.
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
}): SurgeLoad {
  const { minuteContacts, minuteStarts, averageHandleTimeSeconds, open } = input;
  const averageLoad = new Float64Array(open.length);
  const minuteLoad = new Float64Array(minuteContacts.length);
  const surges = new Uint8Array(open.length);
  let before = 0;
  for (let interval = 0; interval < open.length; interval++) {
    const handleTime = averageHandleTimeSeconds[interval] ?? 0;
    if (open[interval] !== 1) before = 0;
    if (open[interval] !== 1 || !(handleTime > 0)) continue;
    const from = minuteStarts[interval] ?? 0;
    const minutes = minuteContacts.subarray(from, minuteStarts[interval + 1]);
    const arrivals = {
      arrivalsPerStep: minutes,
      stepSeconds: 60,
      averageHandleTimeSeconds: handleTime,
      initialLoad: before,
    };
    const [result] = modifiedOfferedLoadByInterval({ ...arrivals, stepsPerInterval: minutes.length });
    const { average, maximum } = result ?? { average: 0, maximum: 0 };
    averageLoad[interval] = average;
    surges[interval] = maximum > average * (1 + risingShare) ? 1 : 0;
    const loads = modifiedOfferedLoad(arrivals);
    minuteLoad.set(loads, from);
    before = loads.at(-1) ?? before;
  }
  return { averageLoad, minuteLoad, surges };
}
