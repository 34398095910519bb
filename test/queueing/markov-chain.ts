/**
 * Stationary law of M/M/n/K+M by brute force: weights of all states, then what arrivals meet stage by stage.
 */
export interface ChainInput {
  readonly offeredLoad: number;
  readonly agents: number;
  readonly averageHandleTimeSeconds: number;
  readonly patienceSeconds: number;
  readonly lines: number;
}

/** Log-weights keep loads of thousands of erlangs within doubles. */
export function stationaryLaw(input: ChainInput): Float64Array {
  const { offeredLoad, agents, averageHandleTimeSeconds, patienceSeconds, lines } = input;
  const logs = new Float64Array(lines + 1);
  for (let k = 1; k <= lines; k += 1) {
    const leaving =
      Math.min(k, agents) + (Math.max(0, k - agents) * averageHandleTimeSeconds) / patienceSeconds;
    logs[k] = logs[k - 1]! + Math.log(offeredLoad / leaving);
  }
  const highest = logs.reduce((most, log) => Math.max(most, log), -Infinity);
  const weights = logs.map((log) => Math.exp(log - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/**
 * Figures by summing over the states; the share answered within T by integrating the stages of a waiting
 * caller in small steps.
 */
export function chainFigures(input: ChainInput & { readonly answerThresholdSeconds: number }) {
  const { agents, averageHandleTimeSeconds, patienceSeconds, lines, offeredLoad } = input;
  const law = stationaryLaw(input);
  const service = agents / averageHandleTimeSeconds;
  const hangUp = 1 / patienceSeconds;
  let waitProbability = 0;
  let averageQueue = 0;
  let busy = 0;
  let answeredWait = 0;
  let stages = 0;
  let answered = 0;
  for (let k = 0; k <= lines; k += 1) {
    busy += Math.min(k, agents) * law[k]!;
    averageQueue += Math.max(0, k - agents) * law[k]!;
    if (k < agents) answered += law[k]!;
    if (k < agents || k === lines) continue;
    const position = k - agents + 1;
    stages += 1 / (service + position * hangUp);
    const share = service / (service + position * hangUp);
    waitProbability += law[k]!;
    answered += law[k]! * share;
    answeredWait += law[k]! * share * stages;
  }
  return {
    waitProbability,
    averageQueue,
    abandonmentFraction: (averageQueue * averageHandleTimeSeconds) / (patienceSeconds * offeredLoad),
    occupancyFraction: agents === 0 ? 1 : busy / agents,
    averageSpeedOfAnswerSeconds: answered === 0 ? 0 : answeredWait / answered,
    blockingProbability: law[lines]!,
    answeredInTime: answeredInTime(law, input),
  };
}

/** Runge–Kutta on the law of a caller's position: position −1 is an answer, hanging up leaves. */
function answeredInTime(
  law: Float64Array,
  input: ChainInput & { readonly answerThresholdSeconds: number },
): number {
  const { agents, averageHandleTimeSeconds, patienceSeconds, lines, answerThresholdSeconds } = input;
  const service = agents / averageHandleTimeSeconds;
  const hangUp = 1 / patienceSeconds;
  const size = lines - agents;
  let position = Float64Array.from({ length: size }, (_, q) => law[agents + q]!);
  let answered = 0;
  for (let k = 0; k < agents; k += 1) answered += law[k]!;
  const slope = (p: Float64Array): { readonly change: Float64Array; readonly answers: number } => ({
    change: p.map((value, q) => {
      const arriving = q + 1 < size ? (service + (q + 1) * hangUp) * p[q + 1]! : 0;
      return arriving - (service + q * hangUp + hangUp) * value;
    }),
    answers: service * (p[0] ?? 0),
  });
  const steps = Math.max(100, Math.ceil((answerThresholdSeconds * (service + (size + 1) * hangUp)) / 0.5));
  const h = answerThresholdSeconds / Math.max(1, steps);
  const moved = (p: Float64Array, change: Float64Array, scale: number): Float64Array<ArrayBuffer> =>
    Float64Array.from(p, (value, q) => value + scale * change[q]!);
  for (let step = 0; step < steps; step += 1) {
    const k1 = slope(position);
    const k2 = slope(moved(position, k1.change, h / 2));
    const k3 = slope(moved(position, k2.change, h / 2));
    const k4 = slope(moved(position, k3.change, h));
    const sum = k1.change.map((value, q) => value + 2 * k2.change[q]! + 2 * k3.change[q]! + k4.change[q]!);
    position = moved(position, sum, h / 6);
    answered += (h / 6) * (k1.answers + 2 * k2.answers + 2 * k3.answers + k4.answers);
  }
  return answered;
}
