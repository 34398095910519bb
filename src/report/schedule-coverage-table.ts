import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan, TeamPlan } from '../plan/plan.ts';
import {
  bar,
  formatCount,
  formatFigure,
  formatPercent,
  textTable,
  visibleLength,
  type TextColumn,
} from './layout.ts';
import type { HumanContext } from './plan-human.ts';
import { isCampaignInterval, neededAt, openIntervalsOf } from './schedule-coverage.ts';

/** A column of figures with what it says of an interval. */
interface FigureColumn extends TextColumn {
  readonly cell: (interval: number) => string;
}

/** Agents on shift beyond those needed, `!` where they are too few. @example netText(-2) // => '-2!' */
export function netText(net: number): string {
  const figure = formatFigure(net);
  if (figure === '0' || figure === '-0') return net < -1e-6 ? '0!' : '0 ';
  return net > 0 ? `+${figure} ` : `${figure}!`;
}

/** What is known of a team’s intervals: no contacts where agents were given, no service level where no queue was looked at. */
function figureColumns(plan: Plan, team: TeamPlan, open: readonly number[]): readonly FigureColumn[] {
  const { shifts, scheduled, requirement } = team;
  const contactsAt = (interval: number): number => requirement.expectedContacts[interval] ?? 0;
  const onShiftAt = (interval: number): number => shifts?.scheduledAgents[interval] ?? 0;
  const most = Math.max(...open.map((interval) => contactsAt(interval)));
  const contacts = (interval: number): string =>
    most < 100 ? contactsAt(interval).toFixed(1) : formatCount(contactsAt(interval));
  const figure = (title: string, cell: FigureColumn['cell']): FigureColumn => ({
    title,
    align: 'right',
    cell,
  });
  return [
    {
      title: 'from',
      cell: (interval) => formatTimeOfDay(plan.grid.intervals[interval]?.secondOfDay ?? 0),
    },
    ...(most > 0 ? [figure('contacts', contacts)] : []),
    figure('needed', (interval) => formatFigure(neededAt(team, interval))),
    figure('on shift', (interval) => formatFigure(onShiftAt(interval))),
    figure('net ', (interval) => netText(onShiftAt(interval) - neededAt(team, interval))),
    ...(scheduled === undefined
      ? []
      : [
          figure('in time', (interval) => formatPercent(scheduled.serviceLevelFraction[interval] ?? 1)),
          figure('busy', (interval) => formatPercent(scheduled.occupancyFraction[interval] ?? 0)),
        ]),
  ];
}

/** Columns that bars and their heading want, with the space before them. */
const leastBar = 12;

/** Every open interval of a day: contacts, agents needed and on shift, what callers get; a bar, and a star where campaigns run. */
export function coverageTable(plan: Plan, team: TeamPlan, day: number, { width }: HumanContext): string[] {
  const open = openIntervalsOf(plan, team, day);
  const { shifts } = team;
  if (open.length === 0 || shifts === undefined) return [];
  const columns = figureColumns(plan, team, open);
  const cells = open.map((interval) => columns.map(({ cell }) => cell(interval)));
  const figures = Math.max(...textTable(columns, cells, '    ').map((line) => visibleLength(line)));
  const isMarked = open.map((interval) => isCampaignInterval(plan, team, interval));
  // Too narrow for bars: the star goes to the time.
  if (figures + leastBar > width) {
    const marked = cells.map(([from = '', ...row], index) => [
      `${from}${isMarked[index] === true ? '*' : ''}`,
      ...row,
    ]);
    return textTable(columns, marked, '  ');
  }
  const most = Math.max(1, ...open.map((interval) => shifts.scheduledAgents[interval] ?? 0));
  const bars = open.map((interval, index) => {
    const drawn = bar(shifts.scheduledAgents[interval] ?? 0, most, Math.min(20, width - figures - 4));
    return `${drawn}${isMarked[index] === true ? ' *' : ''}`;
  });
  return textTable(
    [...columns, { title: isMarked.includes(true) ? '* campaign' : '' }],
    cells.map((row, index) => [...row, bars[index] ?? '']),
    '    ',
  );
}
