import { poissonWindow } from '../numeric/poisson-window.ts';
import type { PoissonWindow } from '../numeric/poisson-window.ts';

/** Staffing a waiting caller meets for a while; rates per second. */
export interface WaitingRates {
  readonly agents: number;
  readonly serviceRate: number;
  readonly hangUpRate: number;
}

/** What a caller with q others waiting ahead can expect, q = 0, 1, …, every agent being busy. */
export interface Prospects {
  /** Probability of an answer (within whatever deadline the sweep started from). */
  readonly answered: Float64Array;
  /** Mean seconds until answer, hang-up or closing. */
  readonly wait: Float64Array;
  /** Mean of that time on being answered (0 otherwise). */
  readonly answeredWait: Float64Array;
}

/**
 * Prospects while the staffing stays as it is for ever.
 *
 * Formula: answered c/(c + q + 1), wait (q + 1)/(nμ + (q + 1)θ), wait on an answer the sum of the mean stages
 * 1/(nμ + jθ). Without agents nobody is answered; without agents and hang-ups the wait is counted as 0 (it
 * has no end).
 */
export function lastingProspects(rates: WaitingRates, count: number): Prospects {
  const prospects = emptyProspects(count);
  const service = rates.agents * rates.serviceRate;
  let stages = 0;
  for (let q = 0; q < count; q += 1) {
    const hangUps = (q + 1) * rates.hangUpRate;
    if (service + hangUps === 0) break;
    stages += 1 / (service + hangUps);
    const answered = service / (service + hangUps);
    prospects.answered[q] = answered;
    prospects.wait[q] = (q + 1) / (service + hangUps);
    prospects.answeredWait[q] = answered * stages;
  }
  return prospects;
}

/** Nobody is answered and nobody waits any longer: the queue is sent away. */
export function emptyProspects(count: number): Prospects {
  return {
    answered: new Float64Array(count),
    wait: new Float64Array(count),
    answeredWait: new Float64Array(count),
  };
}

/** Prospects at the start of a piece of time and averaged over it. */
export interface SweptProspects {
  readonly start: Prospects;
  readonly average: Prospects;
}

/**
 * Carries prospects backwards through a piece of time, from its end to its start, exactly.
 *
 * Callers ahead leave at rate nμ + qθ, the caller at rate θ; answered obeys −a' = (nμ + qθ)(a(q − 1) − a(q))
 * − θa(q) with a(−1) = 1, the wait the same with a source of 1, the wait on an answer with a source of a.
 * Solved by uniformisation of the joint linear system; the average over the piece from the Poisson tails of
 * the same terms.
 */
export function sweepBack(after: Prospects, rates: WaitingRates, seconds: number): SweptProspects {
  const count = after.answered.length;
  const service = rates.agents * rates.serviceRate;
  const fastest = service + count * rates.hangUpRate;
  if (fastest * seconds < 1e-9)
    return { start: waitedOn(after, seconds), average: waitedOn(after, seconds / 2) };
  const window = poissonWindow(fastest * seconds);
  const tick = 1 / fastest;
  // Without hang-ups an answer stays as sure as it is, so the two waits are one.
  if (rates.hangUpRate === 0 && after.answered.every((value) => value === 1)) {
    return sweepPatientWait(after, service * tick, tick, window);
  }
  const forward = after.answered.map((_, q) => (service + q * rates.hangUpRate) * tick);
  return sweepJointly(after, forward, rates.hangUpRate * tick, tick, window);
}

/** Tails scaled to weights of the average over the piece. */
function averageWeights({ tails }: PoissonWindow): Float64Array {
  let sum = 0;
  for (let j = 0; j < tails.length; j += 1) sum += tails[j]!;
  return tails.map((tail) => tail / sum);
}

function sweepPatientWait(
  after: Prospects,
  forward: number,
  tick: number,
  window: PoissonWindow,
): SweptProspects {
  const w = after.wait.slice();
  const start = new Float64Array(w.length);
  const average = new Float64Array(w.length);
  const weights = averageWeights(window);
  const stay = 1 - forward;
  for (let j = 0; j < weights.length; j += 1) {
    const term = window.terms[j]!;
    const weight = weights[j]!;
    let below = 0;
    for (let q = 0; q < w.length; q += 1) {
      const value = w[q]!;
      start[q]! += term * value;
      average[q]! += weight * value;
      w[q] = stay * value + forward * below + tick;
      below = value;
    }
  }
  const { answered } = after;
  return {
    start: { answered, wait: start, answeredWait: start },
    average: { answered, wait: average, answeredWait: average },
  };
}

function sweepJointly(
  after: Prospects,
  forward: Float64Array,
  ownHangUp: number,
  tick: number,
  window: PoissonWindow,
): SweptProspects {
  const count = forward.length;
  const start = emptyProspects(count);
  const average = emptyProspects(count);
  const weights = averageWeights(window);
  const { answered: a, wait: w, answeredWait: m } = copyOf(after);
  for (let j = 0; j < weights.length; j += 1) {
    addScaled(start, window.terms[j]!, a, w, m);
    addScaled(average, weights[j]!, a, w, m);
    let belowA = 1;
    let belowW = 0;
    let belowM = 0;
    for (let q = 0; q < count; q += 1) {
      const f = forward[q]!;
      const s = 1 - f - ownHangUp;
      const oldA = a[q]!;
      const oldW = w[q]!;
      const oldM = m[q]!;
      a[q] = s * oldA + f * belowA;
      w[q] = s * oldW + f * belowW + tick;
      m[q] = s * oldM + f * belowM + tick * oldA;
      belowA = oldA;
      belowW = oldW;
      belowM = oldM;
    }
  }
  return { start, average };
}

function addScaled(sum: Prospects, scale: number, a: Float64Array, w: Float64Array, m: Float64Array): void {
  if (scale === 0) return;
  for (let q = 0; q < a.length; q += 1) {
    sum.answered[q]! += scale * a[q]!;
    sum.wait[q]! += scale * w[q]!;
    sum.answeredWait[q]! += scale * m[q]!;
  }
}

function copyOf({ answered, wait, answeredWait }: Prospects): Prospects {
  return { answered: answered.slice(), wait: wait.slice(), answeredWait: answeredWait.slice() };
}

/** Neither service nor hang-ups: the caller just waits on. */
function waitedOn({ answered, wait, answeredWait }: Prospects, seconds: number): Prospects {
  return {
    answered,
    wait: wait.map((value) => value + seconds),
    answeredWait: answeredWait.map((value, q) => value + seconds * answered[q]!),
  };
}

/** Probability of an answer alone, carried backwards like `sweepBack`. */
export function sweepAnsweredBack(after: Float64Array, rates: WaitingRates, seconds: number): Float64Array {
  const count = after.length;
  const service = rates.agents * rates.serviceRate;
  const fastest = service + count * rates.hangUpRate;
  if (fastest * seconds < 1e-14) return after;
  const { terms } = poissonWindow(fastest * seconds);
  const a = after.slice();
  const sum = new Float64Array(count);
  for (let j = 0; j < terms.length; j += 1) {
    const term = terms[j]!;
    let below = 1;
    for (let q = 0; q < count; q += 1) {
      const value = a[q]!;
      const f = (service + q * rates.hangUpRate) / fastest;
      sum[q]! += term * value;
      a[q] = (1 - f - rates.hangUpRate / fastest) * value + f * below;
      below = value;
    }
  }
  return sum;
}

/**
 * Prospects just before the staffing changes, from those just after.
 *
 * More agents take that many callers from the head of the queue at once. Fewer agents leave positions as they
 * are: those who leave finish their calls. Positions beyond the known ones take the last known value.
 */
export function acrossStaffingChange(after: Prospects, increase: number, count: number): Prospects {
  const before = emptyProspects(count);
  const shift = Math.max(0, increase);
  for (let q = 0; q < count; q += 1) {
    const source = Math.min(q - shift, after.answered.length - 1);
    before.answered[q] = source < 0 ? 1 : after.answered[source]!;
    before.wait[q] = source < 0 ? 0 : after.wait[source]!;
    before.answeredWait[q] = source < 0 ? 0 : after.answeredWait[source]!;
  }
  return before;
}
