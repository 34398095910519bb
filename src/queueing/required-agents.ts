import { brentRoot } from '../numeric/brent-root.ts';
import { assertHandleTime, assertTeam } from './assert-team.ts';
import { searchErlangC } from './erlang-c-search.ts';
import { TARGET_TOLERANCE, assertTargets, isMissed, targetGaps } from './queue-targets.ts';
import type { QueueTargets, TargetGap, TargetName } from './queue-targets.ts';
import { queueFigures } from './queue-model.ts';
import type { QueueModelInput } from './queue-model.ts';

/** The agents a team needs, and why not one fewer. */
export interface RequiredAgents {
  readonly agents: number;
  /**
   * The target that one agent fewer would miss, the hardest to meet if several; absent where no agent is
   * needed.
   */
  readonly bindingTarget: TargetName | undefined;
}

type SearchInput = QueueModelInput & { readonly offeredLoad: number; readonly targets: QueueTargets };

/**
 * Smallest whole number of agents that meets every target at once, and the target that binds.
 *
 * Model `c` (Erlang C) starts at the first number above the load and walks up by 1/B(n) = 1 + (n/A)/B(n − 1).
 * Models `a` (hang-ups), `x` (hang-ups, lines, retrials) and `b` (no waiting) bracket by doubling steps and
 * halve the bracket, starting below the load where that can do. Every figure improves with each agent, so the
 * answer is unique. Targets a model has no figure for count as met (abandonment in Erlang C). A target missed
 * by less than 1e-12 counts as met. Erlang A saves agents by losing callers: give it an abandonment and an
 * occupancy target too. 0 erlangs need 0 agents.
 *
 * `undefined` only for model `x`, where as many agents as lines may not be enough.
 *
 * @throws RangeError for a service level of 1 or without a threshold
 * @example requiredAgents({ model: 'c', offeredLoad: 10, averageHandleTimeSeconds: 180, targets: { serviceLevelFraction: 0.8, answerThresholdSeconds: 20 } })?.agents // => 14
 */
export function requiredAgents(input: SearchInput): RequiredAgents | undefined {
  const { offeredLoad, targets } = input;
  assertTeam(offeredLoad, 0);
  assertHandleTime(input.averageHandleTimeSeconds);
  assertTargets(targets);
  if (offeredLoad === 0) return { agents: 0, bindingTarget: undefined };
  if (input.model === 'c') {
    const found = searchErlangC(input);
    return { agents: found.agents, bindingTarget: found.onlyMiss ?? bindingTarget(input, found.agents) };
  }
  const agents = smallestByBisection(input);
  return agents === undefined ? undefined : { agents, bindingTarget: bindingTarget(input, agents) };
}

/**
 * Real number of agents at which the last target is just met: for plans that keep fractions until teams and
 * hours are added up.
 *
 * Never above `requiredAgents` and above it less one. In Erlang C without a binding target it is the load
 * itself.
 *
 * @example requiredAgentsExact({ model: 'c', offeredLoad: 10, averageHandleTimeSeconds: 180, targets: { serviceLevelFraction: 0.8, answerThresholdSeconds: 20 } }) // => 13.0372…
 */
export function requiredAgentsExact(input: SearchInput): number | undefined {
  const whole = requiredAgents(input)?.agents;
  if (whole === undefined || whole === 0) return whole;
  const worst = (agents: number): number =>
    Math.max(...(gapsAt(input, agents) ?? [{ gap: Infinity }]).map(({ gap }) => gap), -Infinity);
  const floor = input.model === 'c' ? Math.max(whole - 1, input.offeredLoad) : whole - 1;
  // Infinite waits at the load itself: the bracket starts a hair above it.
  const from = floor === input.offeredLoad ? floor * (1 + 1e-12) : floor;
  if (worst(from) <= TARGET_TOLERANCE) return from;
  return worst(whole) >= 0 ? whole : brentRoot(worst, from, whole, 1e-10);
}

/**
 * Largest load in erlangs that a number of agents carries with every target met (inverse of
 * `requiredAgents`).
 *
 * Method: halving on the load; every figure worsens as the load grows. Without any target that limits it:
 * `agents` itself for model `c`, Infinity for the others.
 *
 * @example loadForAgents({ model: 'c', agents: 14, averageHandleTimeSeconds: 180, targets: { serviceLevelFraction: 0.8, answerThresholdSeconds: 20 } }) // => 10.86849…
 */
export function loadForAgents(
  input: QueueModelInput & { readonly agents: number; readonly targets: QueueTargets },
): number {
  const { agents } = input;
  assertTeam(0, agents);
  assertHandleTime(input.averageHandleTimeSeconds);
  assertTargets(input.targets);
  const meets = (offeredLoad: number): boolean => meetsAll(gapsAt({ ...input, offeredLoad }, agents));
  let upper = Math.max(1, agents);
  while (meets(upper)) {
    upper *= 2;
    if (upper > 1e9) return Infinity;
  }
  let lower = 0;
  while (upper - lower > 1e-12 * upper) {
    const middle = (lower + upper) / 2;
    if (meets(middle)) lower = middle;
    else upper = middle;
    if (middle === 0) break;
  }
  return lower;
}

/** Brackets the answer from the load outwards with doubling steps, then halves the bracket. */
function smallestByBisection(input: SearchInput): number | undefined {
  const limit = input.model === 'x' ? (input.lines ?? Infinity) : Infinity;
  const meets = (agents: number): boolean => agents >= 0 && meetsAll(gapsAt(input, agents));
  let step = Math.max(1, Math.ceil(Math.sqrt(input.offeredLoad) / 4));
  let enough = Math.min(limit, Math.ceil(input.offeredLoad));
  let tooFew = enough;
  if (meets(enough)) {
    tooFew = enough - step;
    while (meets(tooFew)) {
      enough = tooFew;
      step *= 2;
      tooFew -= step;
    }
  } else {
    while (!meets(enough)) {
      if (enough >= limit) return undefined;
      tooFew = enough;
      enough = Math.min(limit, enough + step);
      step *= 2;
    }
  }
  tooFew = Math.max(-1, tooFew);
  while (enough - tooFew > 1) {
    const middle = Math.floor((enough + tooFew) / 2);
    if (meets(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

/** Gaps of all targets, or undefined in overload. */
function gapsAt(input: SearchInput, agents: number): readonly TargetGap[] | undefined {
  const { offeredLoad, targets } = input;
  const figures = queueFigures(input, { offeredLoad, agents, targets });
  return figures === undefined ? undefined : targetGaps(figures, targets);
}

function meetsAll(gaps: readonly TargetGap[] | undefined): boolean {
  return gaps !== undefined && !gaps.some(isMissed);
}

/** Of the targets missed with one agent fewer, the one whose gap closes last on the way to `agents`. */
function bindingTarget(input: SearchInput, agents: number): TargetName | undefined {
  if (agents === 0) return undefined;
  const before = gapsAt(input, agents - 1);
  if (before === undefined) return 'stability';
  const missed = before.filter(isMissed);
  if (missed.length <= 1) return missed[0]?.target;
  const after = gapsAt(input, agents) ?? [];
  let binding: TargetName | undefined;
  let latest = -Infinity;
  for (const { target, gap } of missed) {
    const gapAfter = after.find((other) => other.target === target)?.gap ?? 0;
    const crossing = gap / (gap - gapAfter);
    if (crossing > latest) {
      latest = crossing;
      binding = target;
    }
  }
  return binding;
}
