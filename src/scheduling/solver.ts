import type { Highs, Model, ModelData } from 'highs';
import { linearDive, type LinearSession } from './linear-dive.ts';
import type {
  MixedIntegerModel,
  ModelSolution,
  SolveLimits,
  SolverPort,
  SolveStatus,
} from './solver-port.ts';

type LoadHighs = () => Promise<Highs>;

const integerColumn = 1;
const continuousColumn = 0;

/**
 * Rows beyond which linear programs go to the interior point method. Dual simplex ends in vertices with far fewer fractions (often
 * none), but its iterations on long chains of inventories grow faster: at 8,000 rows 20 s and more against 3 s.
 */
const largeRows = 4500;

/**
 * When the interior point method hands over to crossover. Its own 1e-8 is never reached on some degenerate weeks around the clock, and
 * it goes on for thousands of iterations; from 1e-6 crossover ends in the same optimum. The limit is for what is not known yet.
 */
const interiorPoint = { start_crossover_tolerance: 1e-6, ipm_iteration_limit: 300 };

function modelData(model: MixedIntegerModel, relaxed: boolean): ModelData {
  const numCols = model.columnCost.length;
  const numRows = model.rowLower.length;
  const data = {
    numCols,
    numRows,
    offset: model.offset,
    colCost: model.columnCost,
    colLower: model.columnLower,
    colUpper: model.columnUpper,
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    matrix: {
      format: 'csr' as const,
      numRows,
      numCols,
      starts: model.rowStarts,
      indices: model.indices,
      values: model.values,
    },
  };
  if (relaxed || !model.integer.includes(1)) return data;
  const integrality = Array.from(model.integer, (whole) => (whole === 1 ? integerColumn : continuousColumn));
  return { ...data, integrality };
}

function options(
  limits: SolveLimits,
  mixed: boolean,
  rows: number,
): Record<string, number | boolean | string> {
  return {
    output_flag: false,
    random_seed: 0,
    ...(limits.seconds === undefined ? {} : { time_limit: Math.max(0.01, limits.seconds) }),
    ...(mixed
      ? { mip_lp_solver: rows > largeRows ? 'ipm' : 'simplex' }
      : { solver: rows > largeRows ? 'ipm' : 'simplex', ...interiorPoint }),
    ...(mixed ? { mip_rel_gap: limits.relativeGap ?? 1e-6, mip_abs_gap: limits.absoluteGap ?? 1e-6 } : {}),
    ...(mixed && limits.nodes !== undefined ? { mip_max_nodes: limits.nodes } : {}),
  };
}

function statusOf(highs: Highs, model: Model): SolveStatus {
  const code = model.getModelStatus();
  const known = highs.constants.modelStatus;
  if (code === known.optimal || code === known.empty) return 'optimal';
  if (code === known.infeasible || code === known.unbounded || code === known.unboundedOrInfeasible)
    return 'infeasible';
  const limit = [
    known.timeLimit,
    known.iterationLimit,
    known.solutionLimit,
    known.interrupted,
    known.objectiveTarget,
  ];
  return limit.some((one) => one === code) ? 'limit' : 'failed';
}

function readSolution(highs: Highs, model: Model, mixed: boolean): ModelSolution {
  const status = statusOf(highs, model);
  const feasible = model.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible;
  const seconds = model.getRunTime();
  const nodes = mixed ? Math.max(0, Number(model.info.get('mip_node_count'))) : 0;
  const dualBound = mixed ? Number(model.info.get('mip_dual_bound')) : -Infinity;
  if (!feasible && status !== 'optimal') {
    return {
      status,
      values: undefined,
      cost: Infinity,
      bound: status === 'limit' ? dualBound : -Infinity,
      nodes,
      seconds,
    };
  }
  const cost = model.getObjectiveValue();
  const bound = mixed ? Math.min(dualBound, cost) : status === 'optimal' ? cost : -Infinity;
  return { status, values: model.getSolution().colValue, cost, bound, nodes, seconds };
}

const nothing = { values: undefined, cost: Infinity, bound: -Infinity, nodes: 0, seconds: 0 } as const;

function linearSession(
  highs: Highs,
  model: Model,
  { columnLower, columnUpper }: MixedIntegerModel,
): LinearSession {
  const { optimal } = highs.constants.modelStatus;
  return {
    solve() {
      model.run();
      // A vertex that simplex can go on from is not always what the interior point method ends with.
      if (model.getModelStatus() !== optimal) {
        model.options.set({ solver: 'simplex' });
        model.run();
      }
      if (model.getModelStatus() !== optimal) return undefined;
      model.options.set({ solver: 'simplex' });
      return { values: model.getSolution().colValue, cost: model.getObjectiveValue() };
    },
    setBounds(column, { lower, upper }) {
      model.changeColBounds(
        column,
        lower ?? columnLower[column] ?? 0,
        upper ?? columnUpper[column] ?? Infinity,
      );
    },
  };
}

/** True when the WebAssembly module ran out of its memory, after which it can only be thrown away. */
function isMemoryExhaustion(error: unknown): boolean {
  return (
    error instanceof Error && (error.name === 'RuntimeError' || /abort|memory|alloc/i.test(error.message))
  );
}

/**
 * The HiGHS solver in this thread, loaded when it is first needed. The thread is busy until a solve ends; a program that
 * has to stop one at once puts this behind a worker thread. After memory exhaustion the module is loaded anew.
 *
 * Source: Q. Huangfu and J. A. J. Hall (2018), "Parallelizing the dual revised simplex method", Math. Prog. Comp. 10.
 */
export function inProcessSolver(): SolverPort {
  let loading: Promise<Highs> | undefined;
  const withModel = async (
    model: MixedIntegerModel,
    relaxed: boolean,
    use: (highs: Highs, instance: Model) => ModelSolution,
  ): Promise<ModelSolution> => {
    // The package's types describe its CommonJS shape, the module that Node loads is the other one.
    loading ??= import('highs').then((module: { readonly default: unknown }) =>
      (module.default as LoadHighs)(),
    );
    const highs = await loading;
    try {
      return highs.withModel(modelData(model, relaxed), (instance) => use(highs, instance));
    } catch (error) {
      const exhausted = isMemoryExhaustion(error);
      if (exhausted) loading = undefined;
      return { ...nothing, status: exhausted ? 'memory' : 'failed' };
    }
  };
  return {
    solve(model, limits) {
      const mixed = limits.relaxed !== true && model.integer.includes(1);
      return withModel(model, !mixed, (highs, instance) => {
        instance.options.set(options(limits, mixed, model.rowLower.length));
        if (limits.start !== undefined && mixed) instance.setSolution({ colValue: limits.start });
        instance.run();
        return readSolution(highs, instance, mixed);
      });
    },
    dive(model, limits) {
      return withModel(model, true, (highs, instance) => {
        instance.options.set(options({ seconds: limits.seconds }, false, model.rowLower.length));
        const dive = linearDive(linearSession(highs, instance, model), limits.ranks, limits.stepShare);
        const seconds = instance.getRunTime();
        if (dive === undefined) return { ...nothing, status: statusOf(highs, instance), seconds };
        const { values, cost, bound } = dive;
        return { status: cost <= bound + 1e-6 ? 'optimal' : 'limit', values, cost, bound, nodes: 0, seconds };
      });
    },
  };
}
