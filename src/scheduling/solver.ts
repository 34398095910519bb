import type { Highs, Model, ModelData } from 'highs';
import type { MixedIntegerModel, ModelSolution, SolveLimits, SolverPort, SolveStatus } from './solver-port.ts';

type LoadHighs = () => Promise<Highs>;

const integerColumn = 1;
const continuousColumn = 0;

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

function options(limits: SolveLimits, mixed: boolean): Record<string, number | boolean | string> {
  return {
    output_flag: false,
    random_seed: 0,
    ...(mixed ? { mip_rel_gap: limits.relativeGap ?? 1e-6, mip_abs_gap: limits.absoluteGap ?? 1e-6 } : {}),
    ...(mixed && limits.nodes !== undefined ? { mip_max_nodes: limits.nodes } : {}),
    ...(limits.seconds === undefined ? {} : { time_limit: Math.max(0.01, limits.seconds) }),
  };
}

function statusOf(highs: Highs, model: Model): SolveStatus {
  const code = model.getModelStatus();
  const known = highs.constants.modelStatus;
  if (code === known.optimal || code === known.empty) return 'optimal';
  if (code === known.infeasible || code === known.unbounded || code === known.unboundedOrInfeasible) return 'infeasible';
  const limit = [known.timeLimit, known.iterationLimit, known.solutionLimit, known.interrupted, known.objectiveTarget];
  return limit.some((one) => one === code) ? 'limit' : 'failed';
}

function readSolution(highs: Highs, model: Model, mixed: boolean): ModelSolution {
  const status = statusOf(highs, model);
  const feasible = model.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible;
  const seconds = model.getRunTime();
  const nodes = mixed ? Math.max(0, Number(model.info.get('mip_node_count'))) : 0;
  if (!feasible && status !== 'optimal') {
    const bound = mixed && status === 'limit' ? Number(model.info.get('mip_dual_bound')) : -Infinity;
    return { status, values: undefined, cost: Infinity, bound, nodes, seconds };
  }
  const solution = model.getSolution();
  const cost = model.getObjectiveValue();
  if (mixed) {
    const bound = Number(model.info.get('mip_dual_bound'));
    return { status, values: solution.colValue, cost, bound: Math.min(bound, cost), nodes, seconds };
  }
  const basis = model.getBasis();
  return {
    status,
    values: solution.colValue,
    cost,
    bound: status === 'optimal' ? cost : -Infinity,
    nodes,
    seconds,
    basis: { columnStatus: basis.colStatus, rowStatus: basis.rowStatus },
    reducedCosts: solution.colDual,
  };
}

const nothing = { values: undefined, cost: Infinity, bound: -Infinity, nodes: 0, seconds: 0 } as const;

/** True when the WebAssembly module ran out of its memory, after which it can only be thrown away. */
function isMemoryExhaustion(error: unknown): boolean {
  return error instanceof Error && (error.name === 'RuntimeError' || /abort|memory|alloc/i.test(error.message));
}

/**
 * The HiGHS solver in this thread, loaded when it is first needed. The thread is busy until a solve ends; a program that
 * has to stop one at once puts this behind a worker thread. After memory exhaustion the module is loaded anew.
 *
 * Source: Q. Huangfu and J. A. J. Hall (2018), "Parallelizing the dual revised simplex method", Math. Prog. Comp. 10.
 */
export function inProcessSolver(): SolverPort {
  let loading: Promise<Highs> | undefined;
  const load = async (): Promise<Highs> => {
    // The package's types describe its CommonJS shape, the module that Node loads is the other one.
    loading ??= import('highs').then((module: { readonly default: unknown }) => (module.default as LoadHighs)());
    return loading;
  };
  return {
    async solve(model, limits) {
      const highs = await load();
      const mixed = limits.relaxed !== true && model.integer.includes(1);
      try {
        return highs.withModel(modelData(model, !mixed), (instance) => {
          instance.options.set(options(limits, mixed));
          if (limits.start !== undefined && mixed) instance.setSolution({ colValue: limits.start });
          if (limits.basis !== undefined && !mixed) {
            instance.setBasis({ colStatus: limits.basis.columnStatus, rowStatus: limits.basis.rowStatus });
          }
          instance.run();
          return readSolution(highs, instance, mixed);
        });
      } catch (error) {
        const exhausted = isMemoryExhaustion(error);
        if (exhausted) loading = undefined;
        return { ...nothing, status: exhausted ? 'memory' : 'failed' };
      }
    },
  };
}
