/** Modified offered load of one interval, in erlangs. */
export interface IntervalLoad {
  /** Mean over the interval: the load where arrivals are calm. */
  readonly average: number;
  /** Largest value within the interval, its ends included: the load where arrivals surge. */
  readonly maximum: number;
}

/**
 * Modified offered load: the number of agents that would be busy at each moment if there were always enough
 * of them.
 *
 * Formula: m' = λ(t) − μ·m(t), solved exactly on a grid of constant rates: over a step h, m moves to λ/μ + (m
 * − λ/μ)·e^(−μh). It lags behind the arrivals by about one handle time and is the right load for staffing
 * when arrivals change within minutes, where Erlang formulas on the interval's average promise too much.
 * Assumes exponential handle times for the exact shape of the lag. Source: Jagerman 1975; Eick, Massey, Whitt
 * 1993; Jennings, Mandelbaum, Massey, Whitt 1996.
 *
 * @param input.arrivalsPerStep expected contacts of each step, spread evenly over it
 * @param input.averageHandleTimeSeconds one value, or one for each step
 * @param input.initialLoad load at the start; absent: 0, an empty house
 * @returns the load at the end of each step
 * @example modifiedOfferedLoad({ arrivalsPerStep: [10], stepSeconds: 60, averageHandleTimeSeconds: 60 })[0] // => 6.3212055…
 */
export function modifiedOfferedLoad(input: {
  readonly arrivalsPerStep: ArrayLike<number>;
  readonly stepSeconds: number;
  readonly averageHandleTimeSeconds: number | ArrayLike<number>;
  readonly initialLoad?: number | undefined;
}): Float64Array {
  const { arrivalsPerStep, stepSeconds, averageHandleTimeSeconds, initialLoad = 0 } = input;
  const load = new Float64Array(arrivalsPerStep.length);
  let current = initialLoad;
  for (let i = 0; i < load.length; i += 1) {
    const handleTime = valueAt(averageHandleTimeSeconds, i);
    const offered = ((arrivalsPerStep[i] ?? 0) * handleTime) / stepSeconds;
    current = offered + (current - offered) * Math.exp(-stepSeconds / handleTime);
    load[i] = current;
  }
  return load;
}

/**
 * Average and maximum of the modified offered load within every interval.
 *
 * The average is the exact time integral; the load moves monotonically within a step, so its extremes lie at
 * the ends of steps and the maximum is exact as well. Steps left over after the last full interval form a
 * shorter interval.
 *
 * @example modifiedOfferedLoadByInterval({ arrivalsPerStep: [10, 10], stepSeconds: 60, averageHandleTimeSeconds: 60, stepsPerInterval: 2, initialLoad: 10 })[0]?.average // => 10
 */
export function modifiedOfferedLoadByInterval(
  input: Parameters<typeof modifiedOfferedLoad>[0] & { readonly stepsPerInterval: number },
): readonly IntervalLoad[] {
  const { arrivalsPerStep, stepSeconds, averageHandleTimeSeconds, stepsPerInterval, initialLoad = 0 } = input;
  const ends = modifiedOfferedLoad(input);
  const intervals: IntervalLoad[] = [];
  let before = initialLoad;
  for (let start = 0; start < ends.length; start += stepsPerInterval) {
    const end = Math.min(start + stepsPerInterval, ends.length);
    let integral = 0;
    let maximum = before;
    for (let i = start; i < end; i += 1) {
      const handleTime = valueAt(averageHandleTimeSeconds, i);
      const after = ends[i] ?? 0;
      // ∫m dt = (λh − Δm)/μ, from the differential equation itself.
      integral += ((arrivalsPerStep[i] ?? 0) - (after - before)) * handleTime;
      maximum = Math.max(maximum, after);
      before = after;
    }
    intervals.push({ average: integral / ((end - start) * stepSeconds), maximum });
  }
  return intervals;
}

function valueAt(value: number | ArrayLike<number>, index: number): number {
  return typeof value === 'number' ? value : (value[index] ?? 0);
}
