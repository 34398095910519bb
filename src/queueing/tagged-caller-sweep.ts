import { poissonWindow } from '../numeric/poisson-window.ts';

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
 * Formula: answered c/(c + q + 1), wait (q + 1)/(nμ + (q + 1)θ), wait on an answer the sum of the mean stages 1/(nμ + jθ).
 * Without agents nobody is answered; without agents and hang-ups the wait is counted as 0 (it has no end).
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

/**
 * Carries prospects backwards through a piece of time: from its end to its start, exactly.
 *
 * Callers ahead leave at rate nμ + qθ, the caller at rate θ; answered obeys −a' = (nμ + qθ)(a(q − 1) − a(q)) − θa(q) with a(−1) = 1, the
 * wait the same with a source of 1, the wait on an answer with a source of a. Solved by uniformisation of the joint linear system.
 */
export function sweepBack(after: Prospects, rates: WaitingRates, seconds: number): Prospects {
  const count = after.answered.length;
  const service = rates.agents * rates.serviceRate;
  const fastest = service + count * rates.hangUpRate;
  const { terms } = poissonWindow(fastest * seconds);
  if (fastest * seconds < 1e-14) return atRest(after, seconds);
  const forward = new Float64Array(count);
  const stay = new Float64Array(count);
  for (let q = 0; q < count; q += 1) {
    forward[q] = (service + q * rates.hangUpRate) / fastest;
    stay[q] = 1 - forward[q]! - rates.hangUpRate / fastest;
  }
  const sums = emptyProspects(count);
  const { answered: a, wait: w, answeredWait: m } = copyOf(after);
  const tick = 1 / fastest;
  for (let j = 0; j < terms.length; j += 1) {
    const term = terms[j]!;
    let belowA = 1;
    let belowW = 0;
    let belowM = 0;
    for (let q = 0; q < count; q += 1) {
      const f = forward[q]!;
      const s = stay[q]!;
      const oldA = a[q]!;
      const oldW = w[q]!;
      const oldM = m[q]!;
      sums.answered[q]! += term * oldA;
      sums.wait[q]! += term * oldW;
      sums.answeredWait[q]! += term * oldM;
      a[q] = s * oldA + f * belowA;
      w[q] = s * oldW + f * belowW + tick;
      m[q] = s * oldM + f * belowM + tick * oldA;
      belowA = oldA;
      belowW = oldW;
      belowM = oldM;
    }
  }
  return sums;
}

function copyOf({ answered, wait, answeredWait }: Prospects): Prospects {
  return { answered: answered.slice(), wait: wait.slice(), answeredWait: answeredWait.slice() };
}

/** Neither service nor hang-ups: the caller just waits on. */
function atRest({ answered, wait, answeredWait }: Prospects, seconds: number): Prospects {
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
 * More agents take that many callers from the head of the queue at once. Fewer agents leave positions as they are: those who leave
 * finish their calls. Positions beyond the known ones take the last known value.
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
