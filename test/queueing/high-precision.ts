/**
 * Queue formulas in fixed-point arithmetic with 150 decimal digits, straight from the definitions: an
 * independent computation that shares no code and no shortcut with the program.
 */
const DIGITS = 150;
const ONE = 10n ** BigInt(DIGITS);

/** A decimal such as 0.05 or 13.5 in fixed point. */
export function fixed(value: number): bigint {
  const [digits = '0', exponent = '0'] = value.toExponential(16).split('e');
  const [whole = '0', fraction = ''] = digits.split('.');
  const shift = DIGITS + Number(exponent) - fraction.length;
  const mantissa = BigInt(whole + fraction);
  return shift >= 0 ? mantissa * 10n ** BigInt(shift) : mantissa / 10n ** BigInt(-shift);
}

const multiply = (a: bigint, b: bigint): bigint => (a * b) / ONE;
const divide = (a: bigint, b: bigint): bigint => (a * ONE) / b;

/** Fixed point to double. */
export function toNumber(value: bigint): number {
  const negative = value < 0n;
  const digits = (negative ? -value : value).toString().padStart(DIGITS + 1, '0');
  const point = digits.length - DIGITS;
  return Number(`${negative ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`);
}

function exponential(x: bigint): bigint {
  if (x < 0n) return divide(ONE, exponential(-x));
  // e^x = (e^(x/1024))^1024.
  const small = x / 1024n;
  let term = ONE;
  let sum = ONE;
  for (let k = 1n; term > 0n; k += 1n) {
    term = multiply(term, small) / k;
    sum += term;
  }
  for (let i = 0; i < 10; i += 1) sum = multiply(sum, sum);
  return sum;
}

/** Erlang B by the recursion B(n) = A·B(n − 1)/(n + A·B(n − 1)). */
export function erlangBExact(offeredLoad: number, agents: number): bigint {
  const load = fixed(offeredLoad);
  let blocking = ONE;
  for (let n = 1n; n <= BigInt(agents); n += 1n) {
    const carried = multiply(load, blocking);
    blocking = divide(carried, n * ONE + carried);
  }
  return blocking;
}

/** Erlang C from Erlang B. */
export function erlangCExact(offeredLoad: number, agents: number): bigint {
  const blocking = erlangBExact(offeredLoad, agents);
  const servers = BigInt(agents) * ONE;
  return divide(BigInt(agents) * blocking, servers - multiply(fixed(offeredLoad), ONE - blocking));
}

/**
 * Erlang A by the stationary law of its birth-and-death chain, and the share answered within T by the law of
 * each arrival's wait: with k waiting, the sum of k + 1 exponential stages, whose density is summed as a
 * mixture of powers of e^(−θT).
 */
export function erlangAExact(input: {
  readonly offeredLoad: number;
  readonly agents: number;
  readonly averageHandleTimeSeconds: number;
  readonly patienceSeconds: number;
  readonly answerThresholdSeconds: number;
}): {
  readonly waitProbability: bigint;
  readonly abandonmentFraction: bigint;
  readonly answeredInTime: bigint;
} {
  const { offeredLoad, agents, averageHandleTimeSeconds, patienceSeconds, answerThresholdSeconds } = input;
  const load = fixed(offeredLoad);
  const ratio = divide(fixed(averageHandleTimeSeconds), fixed(patienceSeconds));
  let weight = ONE;
  let below = 0n;
  for (let k = 1n; k <= BigInt(agents); k += 1n) {
    below += weight;
    weight = multiply(weight, load) / k;
  }
  const capacity = divide(BigInt(agents) * ONE, ratio);
  const decay = exponential(divide(-fixed(answerThresholdSeconds), fixed(patienceSeconds)));
  // P(more than k departures): negative binomial with shape capacity + 1 and failure probability 1 − decay.
  let term = powerOf(decay, capacity + ONE);
  let atMost = 0n;
  let waiting = 0n;
  let queue = 0n;
  let inTime = below;
  for (let k = 0n; weight > 0n; k += 1n) {
    atMost += term;
    const answered = divide(capacity, capacity + (k + 1n) * ONE);
    waiting += weight;
    queue += k * weight;
    inTime += multiply(multiply(weight, answered), ONE - atMost);
    term = divide(multiply(multiply(term, ONE - decay), capacity + (k + 1n) * ONE), (k + 1n) * ONE);
    weight = divide(multiply(weight, load), BigInt(agents) * ONE + (k + 1n) * ratio);
  }
  const total = below + waiting;
  return {
    waitProbability: divide(waiting, total),
    abandonmentFraction: divide(multiply(ratio, divide(queue, total)), load),
    answeredInTime: divide(inTime, total),
  };
}

/** base^exponent for a whole exponent in fixed point. */
function powerOf(base: bigint, exponent: bigint): bigint {
  if (exponent % ONE !== 0n) throw new RangeError('the exact computation needs a whole nμ/θ');
  let result = ONE;
  let square = base;
  for (let left = exponent / ONE; left > 0n; left /= 2n) {
    if (left % 2n === 1n) result = multiply(result, square);
    square = multiply(square, square);
  }
  return result;
}
