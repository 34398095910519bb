import { friendlyDate, friendlyDay } from '../calendar/friendly-time.ts';
import type { Plan } from '../plan/plan.ts';
import type { Finding } from '../problems/finding.ts';
import { actionSection } from './plan-actions.ts';
import { agentSection } from './plan-agents.ts';
import { assumptionSection } from './plan-assumptions.ts';
import { breakSection } from './plan-breaks.ts';
import { comingSection } from './plan-coming.ts';
import { ignoringSection } from './plan-ignoring.ts';
import { shiftSection } from './plan-shifts.ts';
import { surgeActionSection } from './plan-surge-actions.ts';
import type { Style } from './style.ts';

/** What a report for people needs beside the plan. */
export interface HumanContext {
  readonly style: Style;
  /** Columns to fill; 80 where there is no terminal. */
  readonly width: number;
  readonly verbose: boolean;
}

/** One part of the report: a heading and its lines. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

function header(plan: Plan, { style }: HumanContext): string[] {
  const { settings, grid } = plan;
  const lastDay = grid.firstDay + grid.days - 1;
  const days =
    grid.days === 1
      ? friendlyDate(grid.firstDay)
      : `${friendlyDay(grid.firstDay)} to ${friendlyDate(lastDay)}`;
  const title = [settings.name, days].filter((part) => part !== undefined).join(' · ');
  const weeks = Math.max(0, ...plan.history.map(({ firstDay, lastDay }) => lastDay - firstDay + 1)) / 7;
  return [
    style.bold(title),
    style.dim(
      `as of ${friendlyDate(plan.asOf)} · ${settings.timeZone} · ${grid.intervalSeconds / 60}-minute intervals · ${weeks.toFixed(0)} weeks of history`,
    ),
  ];
}

/**
 * The plan for a tired person on a Monday: what is coming, where it breaks, what to do by when and before anybody is hired; then
 * agents by day, shifts, the price of not knowing, and what was assumed.
 */
export function formatPlan(plan: Plan, findings: readonly Finding[], context: HumanContext): string {
  const sections: Section[] = [
    comingSection(plan, context),
    breakSection(plan, context),
    actionSection(plan, findings, context),
    surgeActionSection(plan, context),
    agentSection(plan, context),
    shiftSection(plan, context),
    ignoringSection(plan, context),
    assumptionSection(plan, context),
  ].filter((section) => section.lines.length > 0);
  const text = sections.flatMap((section) => [
    '',
    context.style.bold(section.title.toUpperCase()),
    ...section.lines,
  ]);
  return `${[...header(plan, context), ...text].map((line) => line.trimEnd()).join('\n')}\n`;
}
