import { friendlyDay } from '../calendar/friendly-time.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan, Roster } from '../plan/plan.ts';
import { formatCount, formatFigure, wrap } from './layout.ts';

type Unfilled = Roster['unfilled'][number];

/** Why people cannot work a shift, after a number of them. */
const reasonWords: Readonly<Record<Unfilled['reasons'][number]['reason'], string>> = {
  'other-team': 'only of other teams',
  'not-available': 'not available',
  'time-off': 'on time off',
  'already-working': 'already at work',
  rest: 'due their rest',
  'too-many-days': 'at their most days',
  'contract-hours': 'at their most hours',
  'days-in-a-row': 'after six days in a row',
};

interface UnfilledGroup {
  readonly when: string;
  readonly start: number;
  readonly agents: number;
  readonly why: string;
}

/** Shifts of the same times together, with the reasons of the first. */
function unfilledGroups(plan: Plan, unfilled: readonly Unfilled[]): readonly UnfilledGroup[] {
  const clock = (instant: number): string =>
    formatTimeOfDay(plan.grid.timeZone.localTimeOf(instant).secondOfDay);
  const groups = new Map<string, UnfilledGroup>();
  for (const { shift, reasons } of unfilled) {
    const when = `${friendlyDay(shift.day)} ${clock(shift.start)}–${clock(shift.end)}`;
    const why = reasons
      .map(({ reason, agents }) => `${formatCount(agents)} ${reasonWords[reason]}`)
      .join(', ');
    const known = groups.get(when) ?? { when, start: shift.start, agents: 0, why };
    groups.set(when, { ...known, agents: known.agents + shift.agents });
  }
  return [...groups.values()];
}

/** Shifts that nobody works, by day and time, with what keeps people from them. */
export function unfilledLines(
  plan: Plan,
  { unfilled }: Roster,
  { most, width }: { readonly most: number; readonly width: number },
): string[] {
  const groups = unfilledGroups(plan, unfilled);
  const shown = groups
    .toSorted((a, b) => b.agents - a.agents || a.start - b.start)
    .slice(0, most)
    .toSorted((a, b) => a.start - b.start);
  const lines = shown.flatMap(({ when, agents, why }) => {
    const text = `${when}: nobody for ${formatCount(agents)} shift${agents === 1 ? '' : 's'}${why === '' ? '' : ` (${why})`}`;
    return wrap(text, width - 4, '  ').map((line) => `    ${line}`);
  });
  const rest = groups.length - shown.length;
  return rest > 0 ? [...lines, `    … and ${rest} more without a name (-v shows all)`] : lines;
}

/** People with fewer hours than their contract promises, the most missing first; empty where there are none. */
export function belowContractText({ agents }: Roster, team: string, most: number): string {
  const below = agents
    .filter((agent) => agent.team === team && agent.missingSeconds >= 1800)
    .toSorted((a, b) => b.missingSeconds - a.missingSeconds);
  if (below.length === 0) return '';
  const hours = below.reduce((sum, { missingSeconds }) => sum + missingSeconds / 3600, 0);
  const names = below
    .slice(0, most)
    .map(({ agent, missingSeconds }) => `${agent} ${formatFigure(missingSeconds / 3600)} h`)
    .join(', ');
  const rest = below.length > most ? ` and ${below.length - most} more` : '';
  const who = `${below.length} ${below.length === 1 ? 'person is' : 'people are'}`;
  return `${who} below contract by ${formatFigure(hours)} h, paid all the same: ${names}${rest}`;
}
