import { diveLongStretch, improveLongStretch } from './long-stretch.ts';
import { gapFraction } from './schedule-proof.ts';
import { shiftPlanModel } from './shift-plan-model.ts';
import type { ShiftPlanProblem } from './shift-plan-problem.ts';
import type { ScheduleLimits } from './shift-plan.ts';
import { diveStretch, polishStretch, type StretchSolution } from './solve-stretch.ts';
import type { SolverPort } from './solver-port.ts';

/** Every stretch of a plan, solved. */
export interface SolvedStretches {
  readonly stretches: readonly StretchSolution[];
  readonly relativeGap: number;
}

const defaultRelativeGap = 0.01;

/** Rows from which a stretch of several days is cut at its nights: a dive through all of it would take a minute. */
const manyRows = 4500;

/** Rounds round all its nights that a long stretch gets when no time is given to search in. */
const mostImprovements = 3;

function total(stretches: readonly StretchSolution[], value: (stretch: StretchSolution) => number): number {
  return stretches.reduce((sum, stretch) => sum + value(stretch), 0);
}

/** The stretch whose gap weighs most, of those that were not polished yet. */
function mostToGain(
  stretches: readonly StretchSolution[],
  polished: ReadonlySet<number>,
): number | undefined {
  let best: number | undefined;
  let most = 1e-9;
  for (const [index, { objective, bound }] of stretches.entries()) {
    if (polished.has(index) || objective - bound <= most) continue;
    most = objective - bound;
    best = index;
  }
  return best;
}

/**
 * Solves stretches one by one: a dive for each; then branch and bound for one after the other, the largest gap first, until the
 * gap of all together is as small as asked for.
 */
export async function solveStretches(
  problems: readonly ShiftPlanProblem[],
  solver: SolverPort,
  limits: ScheduleLimits & { readonly slotsPerDay: number },
): Promise<SolvedStretches> {
  const { slotsPerDay } = limits;
  const relativeGap = limits.relativeGap ?? defaultRelativeGap;
  const stretches: StretchSolution[] = [];
  const secondsLeft = (): number | undefined =>
    limits.seconds === undefined
      ? undefined
      : Math.max(0, limits.seconds - total(stretches, ({ seconds }) => seconds));
  for (const problem of problems) {
    const stretch = { problem, plan: shiftPlanModel(problem) };
    const long =
      problem.service === undefined &&
      problem.requiredAgents.length > 2 * slotsPerDay &&
      stretch.plan.model.rowLower.length > manyRows;
    const seconds = secondsLeft();
    stretches.push(
      long
        ? await diveLongStretch(stretch, solver, { slotsPerDay, seconds })
        : await diveStretch(stretch, solver, seconds),
    );
  }
  const improved = new Map<number, number>();
  const polished = new Set<number>();
  while (limits.nodes !== 0 && secondsLeft() !== 0) {
    if (
      gapFraction(
        total(stretches, ({ objective }) => objective),
        total(stretches, ({ bound }) => bound),
      ) <= relativeGap
    )
      break;
    const index = mostToGain(stretches, polished);
    const known = index === undefined ? undefined : stretches[index];
    if (index === undefined || known === undefined) break;
    const seconds = secondsLeft();
    if (known.values === undefined && known.found) {
      // The search takes as long as it is given: only for those who say how long that is.
      const rounds = improved.get(index) ?? 0;
      const search = rounds > 0 && seconds !== undefined;
      const better = await improveLongStretch(known, solver, { slotsPerDay, search, seconds });
      stretches[index] = better;
      improved.set(index, rounds + 1);
      const exhausted = rounds + 1 >= mostImprovements || better.objective >= known.objective;
      if (search || (seconds === undefined && exhausted)) polished.add(index);
      continue;
    }
    polished.add(index);
    stretches[index] = await polishStretch(known, solver, {
      // A little under what the plan needs, so that one part does not use up what the next is allowed.
      relativeGap: relativeGap / 2,
      nodes: limits.nodes,
      seconds,
    });
  }
  return { stretches, relativeGap };
}
