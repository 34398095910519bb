import type { DayNumber } from '../calendar/local-date.ts';
import { calendarDays } from './day-calendar.ts';
import { backlogOffset } from './day-total-regression.ts';
import type { DayTotalProfileFit } from './day-total-profile.ts';
import { effectName } from './effect-design.ts';
import { effectRows } from './effect-prior.ts';
import type { DayExplanation } from './forecast-model.ts';

type RootPart = 'level' | 'year' | 'weekday' | 'month position' | 'backlog';
const order: readonly RootPart[] = ['level', 'year', 'weekday', 'month position', 'backlog'];

function rootParts(fit: DayTotalProfileFit, day: DayNumber): Record<RootPart, number> {
  const { regression } = fit;
  const calendarDay = calendarDays(regression.week, { from: day, to: day })[0]!;
  const row = effectRows(regression.design, regression.prior, [calendarDay])[0]!;
  const parts = {
    level: regression.centre,
    year: 0,
    weekday: 0,
    'month position': 0,
    backlog: regression.unit * backlogOffset(calendarDay),
  };
  row.indices.forEach((index, k) => {
    parts[effectName(regression.design, index)] += row.values[k]! * regression.posterior.coefficients[index]!;
  });
  return parts;
}

/**
 * Splits a day's expected total into parts that sum to it. The model adds effects to the root of the total, so a part is what the
 * total gains when it joins those before it: level, year, weekday, month position, backlog, then the special day's factor.
 */
export function explainDay(fit: DayTotalProfileFit, day: DayNumber): DayExplanation {
  const roots = rootParts(fit, day);
  const base = fit.regression.residualVariance - 0.25;
  const parts: { name: string; contacts: number }[] = [];
  let root = 0;
  let total = 0;
  for (const name of order) {
    root += roots[name];
    const next = Math.max(0, root) ** 2 + base;
    if (roots[name] !== 0 || name === 'level') parts.push({ name, contacts: next - total });
    total = next;
  }
  if (fit.clean.pattern.openWeekdays[(((day + 3) % 7) + 7) % 7] !== 1) return { day, total: 0, parts: [] };
  const { factor } = fit.factors(day);
  if (factor !== 1) parts.push({ name: 'special day', contacts: total * (factor - 1) });
  return { day, total: total * factor, parts };
}
