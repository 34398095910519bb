import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/plan/plan.ts';
import { visibleLength } from '../../src/report/layout.ts';
import { formatPlan } from '../../src/report/plan-human.ts';
import { surgeActionSection } from '../../src/report/plan-surge-actions.ts';
import { plainStyle } from '../../src/report/style.ts';
import { day, planOf } from '../checks/plan-builder.ts';
import { surgeOf } from './hand-made-schedule.ts';

const context = { style: plainStyle, width: 80, verbose: false };

/** A plan in which a number of separate hours lack agents, in every team. */
function lacking(hours: number): Plan {
  const plan = planOf();
  const missing = Object.fromEntries(
    Array.from({ length: hours }, (_, number) => [24 * number + 12, number + 2]),
  );
  const surge = surgeOf(plan, {
    missing,
    uncovered: { 12: 1 },
    actions: Object.entries(missing).map(([at, agents]) => ({
      kind: 'overtime' as const,
      day: day('2026-11-23'),
      firstInterval: Number(at),
      endInterval: Number(at) + 1,
      agents,
      hours: agents,
      cost: agents * 42,
    })),
  });
  return { ...plan, teams: plan.teams.map((team) => ({ ...team, surgeActions: surge })) };
}

describe('what can be done before hiring', () => {
  it('is not mentioned where nothing is missing', () => {
    expect(formatPlan(planOf(), [], context)).not.toContain('BEFORE HIRING');
    expect(formatPlan(lacking(0), [], context)).not.toContain('BEFORE HIRING');
  });

  it('says per surge how many are short, what is cheapest, and what remains', () => {
    const text = formatPlan(lacking(1), [], context);
    expect(text).toMatch(
      /BEFORE HIRING\n {2}voice: 1 agent-hour can be covered for USD 84, 1 h remain uncovered\n/,
    );
    expect(text).toContain(
      'Mon 23 Nov 12:00–13:00: 2 agents short, 95 % in time\n      → 2 agents 1 h overtime each (USD 84); up to 1 agent still short',
    );
  });

  it('stays short unless every stretch is asked for', () => {
    for (const hours of [1, 3, 8, 14]) {
      const { lines } = surgeActionSection(lacking(hours), context);
      expect(lines.length).toBeLessThanOrEqual(12);
      for (const line of lines) expect(visibleLength(line)).toBeLessThanOrEqual(80);
    }
    expect(surgeActionSection(lacking(8), context).lines.join('\n')).toContain(
      'smaller stretches (-v shows all)',
    );
    expect(surgeActionSection(lacking(8), { ...context, verbose: true }).lines).toHaveLength(34);
  });
});
