import { expect, it } from 'vitest';
import { consequentDemand } from '../../src/checks/consequent-demand.ts';
import { rules } from '../../src/checks/rules.ts';
import { runChecks } from '../../src/checks/run-checks.ts';
import { formatDay } from '../../src/calendar/local-date.ts';
import { day, moment, planned, planOf } from '../checks/plan-builder.ts';

function thousand(): ReturnType<typeof planned>[] {
  return Array.from({ length: 1000 }, (_, index) => {
    const start = moment(
      `${formatDay(day('2026-11-23') + (index % 56))}T${String(8 + (index % 10)).padStart(2, '0')}:00`,
    );
    return planned(
      {
        id: `c${index}`,
        medium: ['email', 'sms', 'tv', 'social'][index % 4] ?? 'email',
        start,
        announced: day('2026-11-20'),
        support: {},
      },
      { contacts: Array.from({ length: 48 }, (__, hour) => 20 * 0.8 ** hour) },
    );
  });
}

it('checks a thousand campaigns', () => {
  const busy = {
    scheduled: (i: number) => (i % 24 === 10 || i % 24 === 11 ? 60 : 14),
    serviceLevel: (i: number) => (i % 24 === 10 || i % 24 === 11 ? 0.3 : 0.9),
  };
  const plan = planOf(thousand(), { days: 63, teams: { voice: busy } });
  const runs = Array.from({ length: 5 }, () => {
    const start = performance.now();
    const { findings } = runChecks(plan);
    return { milliseconds: performance.now() - start, findings: findings.length };
  });
  const slowest = rules
    .map((rule) => {
      const start = performance.now();
      runChecks(plan, { only: [rule.id] });
      return { rule: rule.id, milliseconds: performance.now() - start };
    })
    .toSorted((a, b) => b.milliseconds - a.milliseconds);
  console.log(
    '1,000 campaigns, 63 days of hours, ms a run:',
    runs.map(({ milliseconds }) => milliseconds.toFixed(0)).join(' '),
  );
  console.log(
    'slowest rules, ms:',
    slowest
      .slice(0, 5)
      .map(({ rule, milliseconds }) => `${rule} ${milliseconds.toFixed(0)}`)
      .join(', '),
  );
  console.log(
    'contacts that findings predict:',
    consequentDemand(plan)
      .reduce((sum, { contacts }) => sum + contacts, 0)
      .toFixed(0),
  );
  expect(new Set(runs.map(({ findings }) => findings)).size).toBe(1);
  expect(runs[0]?.findings).toBeGreaterThan(1000);
});
