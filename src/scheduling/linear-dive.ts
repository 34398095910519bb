/** A linear program that is open for changes: solved again and again with tighter bounds. */
export interface LinearSession {
  /** Solves with the bounds as they are; undefined when there is no optimum. */
  solve(): { readonly values: Float64Array; readonly cost: number } | undefined;
  /** Undefined = the bound that the program came with. */
  setBounds(
    column: number,
    bounds: { readonly lower?: number | undefined; readonly upper?: number | undefined },
  ): void;
}

/** Where a dive arrived: the linear bound it began from and the values it ended with. */
export interface DiveResult {
  readonly bound: number;
  readonly cost: number;
  readonly values: Float64Array;
  readonly rounds: number;
}

/** Share of the fractional columns that goes up in one step unless said otherwise. */
const defaultStepShare = 0.25;
const tolerance = 1e-6;

interface Fractional {
  readonly column: number;
  readonly value: number;
  readonly fraction: number;
}

function fractionalColumns(values: Float64Array, ranks: Uint8Array): readonly Fractional[] {
  let best: Fractional[] = [];
  let bestRank = Infinity;
  for (const [column, rank] of ranks.entries()) {
    if (rank === 0 || rank > bestRank) continue;
    const value = values[column] ?? 0;
    const fraction = value - Math.floor(value + tolerance);
    if (fraction <= tolerance) continue;
    if (rank < bestRank) {
      best = [];
      bestRank = rank;
    }
    best.push({ column, value, fraction });
  }
  return best;
}

/**
 * Dives from a linear optimum to whole numbers: of the fractional columns the quarter with the largest fractions is rounded up for
 * good, the program solved again, until none is left. Rounding up never uncovers anything in a covering model, and what becomes
 * superfluous elsewhere the next solve takes away by itself. Where an upper limit forbids a whole step it is taken back and only
 * the largest fraction goes up, or, where that is forbidden too, down.
 *
 * Undefined when the linear program has no optimum, at the start or after both roundings of a column.
 *
 * Source: T. Berthold (2006), "Primal heuristics for mixed integer programs", section 3 (fractional and guided diving).
 */
export function linearDive(
  session: LinearSession,
  ranks: Uint8Array,
  stepShare = defaultStepShare,
): DiveResult | undefined {
  const lowerBounds = new Map<number, number>();
  const raise = (step: readonly Fractional[]): ReturnType<LinearSession['solve']> => {
    for (const { column, value } of step) session.setBounds(column, { lower: Math.ceil(value - tolerance) });
    const solved = session.solve();
    if (solved !== undefined) {
      for (const { column, value } of step) lowerBounds.set(column, Math.ceil(value - tolerance));
      return solved;
    }
    for (const { column } of step) session.setBounds(column, { lower: lowerBounds.get(column) });
    return undefined;
  };
  let current = session.solve();
  if (current === undefined) return undefined;
  const bound = current.cost;
  for (let rounds = 1; ; rounds++) {
    const fractional = fractionalColumns(current.values, ranks).toSorted((a, b) => b.fraction - a.fraction);
    const largest = fractional[0];
    if (largest === undefined) return { bound, cost: current.cost, values: current.values, rounds };
    const step = fractional.slice(0, Math.max(1, Math.ceil(fractional.length * stepShare)));
    current = raise(step) ?? raise([largest]);
    if (current === undefined) {
      const { column, value } = largest;
      session.setBounds(column, { lower: lowerBounds.get(column), upper: Math.floor(value + tolerance) });
      current = session.solve();
    }
    if (current === undefined) return undefined;
  }
}
