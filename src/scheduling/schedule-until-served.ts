import { summariseCoverage } from './coverage.ts';
import type { ShiftPlan, ShiftPlanInput } from './shift-plan.ts';

/** An interval that misses its target with the agents scheduled. */
export interface MissedInterval {
  /** Index in the grid. */
  readonly interval: number;
  /** Agents that would have been enough, where the check knows; default one more. */
  readonly missingAgents?: number | undefined;
}

/** One round of planning and checking. */
export interface ServedRound {
  /** Intervals that missed their target with this round's agents. */
  readonly missed: readonly MissedInterval[];
  readonly paidHours: number;
  readonly cost: number;
  /** Agent-hours by which the requirement was raised before this round. */
  readonly raisedAgentHours: number;
}

/** The best plan found, measured against the requirement as it was given. */
export interface ServedSchedule<Planned extends ShiftPlan = ShiftPlan> {
  readonly plan: Planned;
  /** The same plan with what it covers of the requirement that it was made for. */
  readonly asPlanned: Planned;
  readonly rounds: readonly ServedRound[];
  /** Index of the round that the plan comes from. */
  readonly bestRound: number;
  /** The requirement that the plan was made for, raised where it had to be. */
  readonly plannedAgents: Float64Array;
  /** Intervals that still miss. */
  readonly missed: readonly MissedInterval[];
}

function raise(planned: Float64Array, plan: ShiftPlan, missed: readonly MissedInterval[]): boolean {
  let raised = false;
  for (const { interval, missingAgents = 1 } of missed) {
    const scheduled = plan.scheduledAgents[interval] ?? 0;
    // Asking for more where shifts cannot cover what was asked already changes nothing.
    if (scheduled < (planned[interval] ?? 0) - 1e-6) continue;
    planned[interval] = Math.ceil(
      Math.max(planned[interval] ?? 0, scheduled) + Math.max(1, missingAgents) - 1e-9,
    );
    raised = true;
  }
  return raised;
}

/**
 * Plans shifts, checks them with a model of waiting that knows how a queue carries over from interval to interval, raises the
 * requirement where the target is missed, and plans again: up to `maximumRounds` times (default 3). Of all rounds the one with
 * the fewest missed intervals is kept, the cheapest of those.
 *
 * `verify` is given the agents on the channel per grid interval and tells which intervals miss. The rounds end early when
 * nothing is missed or when what is missed cannot be raised. The requirement is never lowered.
 */
export async function scheduleUntilServed<Planned extends ShiftPlan>(task: {
  readonly input: ShiftPlanInput;
  /** Makes a plan: by shift patterns, by contracts, or for named people. */
  readonly plan: (input: ShiftPlanInput) => Promise<Planned>;
  readonly verify: (scheduledAgents: Float64Array) => readonly MissedInterval[];
  readonly maximumRounds?: number | undefined;
}): Promise<ServedSchedule<Planned>> {
  const { input, verify, maximumRounds = 3 } = task;
  const { grid, cyclic } = input;
  const planned = Float64Array.from(grid.intervals, (_, index) => input.requiredAgents[index] ?? 0);
  const raisedHours = (): number =>
    grid.intervals.reduce(
      (sum, { seconds }, index) =>
        sum + (((planned[index] ?? 0) - (input.requiredAgents[index] ?? 0)) * seconds) / 3600,
      0,
    );
  const rounds: ServedRound[] = [];
  let best: Omit<ServedSchedule<Planned>, 'rounds'> | undefined;
  let secondsLeft = input.limits?.seconds;
  for (;;) {
    const plan = await task.plan({
      ...input,
      requiredAgents: planned.slice(),
      limits: { ...input.limits, seconds: secondsLeft },
    });
    if (secondsLeft !== undefined) secondsLeft = Math.max(0, secondsLeft - plan.proof.seconds);
    const missed = verify(plan.scheduledAgents);
    rounds.push({ missed, paidHours: plan.paidHours, cost: plan.cost, raisedAgentHours: raisedHours() });
    if (
      best === undefined ||
      missed.length < best.missed.length ||
      (missed.length === best.missed.length && plan.cost < best.plan.cost)
    ) {
      const coverage = summariseCoverage({
        grid,
        shifts: plan.shifts,
        requiredAgents: input.requiredAgents,
        cyclic,
      });
      best = {
        plan: { ...plan, ...coverage },
        asPlanned: plan,
        bestRound: rounds.length - 1,
        plannedAgents: planned.slice(),
        missed,
      };
    }
    const last = rounds.length >= maximumRounds || secondsLeft === 0;
    if (missed.length === 0 || last || !raise(planned, plan, missed)) break;
  }
  return { ...best, rounds };
}
