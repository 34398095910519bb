/** What a team must reach; absent targets do not bind. Shares 0 to 1, durations in seconds. */
export interface QueueTargets {
  /** Smallest share answered within `answerThresholdSeconds`. */
  readonly serviceLevelFraction?: number | undefined;
  /** The 20 of 80/20; needed with `serviceLevelFraction`. */
  readonly answerThresholdSeconds?: number | undefined;
  /** Largest mean wait of answered contacts. */
  readonly averageSpeedOfAnswerSeconds?: number | undefined;
  /** Largest busy share of agents. */
  readonly occupancyFraction?: number | undefined;
  /** Largest share that hangs up. */
  readonly abandonmentFraction?: number | undefined;
  /** Largest share that meets busy lines. */
  readonly blockingProbability?: number | undefined;
}

/** Name of a target; `stability` stands for "fewer agents than load: the queue would grow without end". */
export type TargetName =
  'service-level' | 'average-speed-of-answer' | 'occupancy' | 'abandonment' | 'blocking' | 'stability';

/**
 * The figures of a team that targets are held against; those a model does not know are absent and count as
 * met.
 */
export interface QueueFigures {
  readonly serviceLevelFraction?: number | undefined;
  readonly averageSpeedOfAnswerSeconds?: number | undefined;
  readonly occupancyFraction?: number | undefined;
  readonly abandonmentFraction?: number | undefined;
  readonly blockingProbability?: number | undefined;
}

/** A target met to within this relative distance is met: rounding must not cost an agent. */
export const TARGET_TOLERANCE = 1e-12;

/** How far one target is from being met: positive where it is missed. */
export interface TargetGap {
  readonly target: TargetName;
  readonly gap: number;
}

/**
 * Distance of every given target from the figures, positive where missed, in the unit of the target.
 *
 * @example targetGaps({ occupancyFraction: 0.9 }, { occupancyFraction: 0.5 })[0]?.target // => 'occupancy'
 */
export function targetGaps(figures: QueueFigures, targets: QueueTargets): readonly TargetGap[] {
  const gaps: TargetGap[] = [];
  addGap(gaps, 'service-level', targets.serviceLevelFraction, figures.serviceLevelFraction);
  addGap(
    gaps,
    'average-speed-of-answer',
    figures.averageSpeedOfAnswerSeconds,
    targets.averageSpeedOfAnswerSeconds,
  );
  addGap(gaps, 'occupancy', figures.occupancyFraction, targets.occupancyFraction);
  addGap(gaps, 'abandonment', figures.abandonmentFraction, targets.abandonmentFraction);
  addGap(gaps, 'blocking', figures.blockingProbability, targets.blockingProbability);
  return gaps;
}

function addGap(gaps: TargetGap[], target: TargetName, large: number | undefined, small: number | undefined) {
  if (large !== undefined && small !== undefined) gaps.push({ target, gap: large - small });
}

/** Whether a target is missed by more than rounding. */
export function isMissed({ gap }: TargetGap): boolean {
  return gap > TARGET_TOLERANCE;
}

/** Checks that targets can be read: fractions within 0 to 1, a service level with its threshold. */
export function assertTargets(targets: QueueTargets): void {
  const { serviceLevelFraction, answerThresholdSeconds, occupancyFraction } = targets;
  if (serviceLevelFraction !== undefined && !(serviceLevelFraction >= 0 && serviceLevelFraction < 1)) {
    throw new RangeError(`service level must be at least 0 and below 1, got ${serviceLevelFraction}`);
  }
  if (serviceLevelFraction !== undefined && !((answerThresholdSeconds ?? -1) >= 0)) {
    throw new RangeError('a service level needs an answer threshold of 0 seconds or more');
  }
  if (occupancyFraction !== undefined && !(occupancyFraction > 0)) {
    throw new RangeError(`occupancy must be above 0, got ${occupancyFraction}`);
  }
}
