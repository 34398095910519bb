import type { Plan } from '../plan/plan.ts';
import type { Host, SolverPort } from './host.ts';

/** A bar that moves with every model that is solved. */
export interface ScheduleProgress {
  /** The solver, watched. */
  readonly watched: (solver: SolverPort) => SolverPort;
  readonly stop: () => void;
}

/**
 * Progress of laying out shifts: about one model a team and day, and the last step is never taken before the end, since nobody knows how
 * many more a proof takes.
 */
export async function scheduleProgress(host: Host, plan: Plan): Promise<ScheduleProgress> {
  const steps = Math.max(2, plan.teams.length * plan.grid.days);
  const bar = await host.progress('shifts', steps);
  let left = steps - 1;
  const advance = (): void => {
    if (left === 0) return;
    left--;
    bar.advance();
  };
  return {
    watched: (solver) => ({
      async solve(model, limits) {
        const solution = await solver.solve(model, limits);
        advance();
        return solution;
      },
      async dive(model, limits) {
        const solution = await solver.dive(model, limits);
        advance();
        return solution;
      },
    }),
    stop: () => {
      bar.stop();
    },
  };
}
