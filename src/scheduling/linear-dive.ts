/** A linear program that is open for changes: solved again and again with tighter bounds. */
export interface LinearSession {
  /** Solves with the bounds as they are; undefined when there is no optimum. */
  solve(): { readonly values: Float64Array; readonly cost: number } | undefined;
  raiseLowerBound(column: number, lower: number): void;
}

/** Where a dive arrived: the linear bound it began from and the values it ended with. */
export interface DiveResult {
  readonly bound: number;
  readonly cost: number;
  readonly values: Float64Array;
  readonly rounds: number;
}

const roundedPerStep = 0.25;
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
 * superfluous elsewhere the next solve takes away by itself.
 *
 * Undefined when the linear program has no optimum, at the start or on the way (a model with hard upper limits may have none).
 *
 * Source: T. Berthold (2006), "Primal heuristics for mixed integer programs", section 3 (fractional and guided diving).
 */
export function linearDive(session: LinearSession, ranks: Uint8Array): DiveResult | undefined {
  let current = session.solve();
  if (current === undefined) return undefined;
  const bound = current.cost;
  for (let rounds = 1; ; rounds++) {
    const fractional = fractionalColumns(current.values, ranks);
    if (fractional.length === 0) return { bound, cost: current.cost, values: current.values, rounds };
    const steps = Math.max(1, Math.ceil(fractional.length * roundedPerStep));
    for (const { column, value } of fractional.toSorted((a, b) => b.fraction - a.fraction).slice(0, steps)) {
      session.raiseLowerBound(column, Math.ceil(value - tolerance));
    }
    current = session.solve();
    if (current === undefined) return undefined;
  }
}
