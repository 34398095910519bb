import type { Plan, TeamPlan } from '../plan/plan.ts';
import {
  formatCount,
  formatFigure,
  formatMoney,
  formatPercent,
  shortName,
  textTable,
  visibleLength,
} from './layout.ts';

/** A team that has shifts. */
export type ScheduledTeam = TeamPlan & { readonly shifts: NonNullable<TeamPlan['shifts']> };

/** A figure of every team, and of all together where it adds up. */
interface SummaryColumn {
  readonly title: string;
  readonly cell: (team: ScheduledTeam) => string;
  readonly total: string;
}

function summaryColumns(plan: Plan, teams: readonly ScheduledTeam[]): readonly SummaryColumn[] {
  const summed = (
    title: string,
    value: (shifts: ScheduledTeam['shifts']) => number,
    format = formatCount,
  ): SummaryColumn => ({
    title,
    cell: ({ shifts }) => format(value(shifts)),
    total: format(teams.reduce((sum, { shifts }) => sum + value(shifts), 0)),
  });
  const money = (value: number): string => formatMoney(value, plan.settings.currency);
  const served = (title: string, of: 'scheduled' | 'required'): SummaryColumn => ({
    title,
    cell: (team) =>
      team.scheduled === undefined ? '–' : formatPercent(team[of]?.total.serviceLevelFraction ?? 1),
    total: '',
  });
  const isPriced = ({ costPerHour }: ScheduledTeam): boolean => costPerHour !== undefined;
  const cost = summed('cost', (shifts) => shifts.cost, money);
  return [
    summed('need h', (shifts) => shifts.requiredAgentHours),
    summed('shift h', (shifts) => shifts.scheduledAgentHours),
    summed('paid h', (shifts) => shifts.paidHours),
    ...(teams.some((team) => isPriced(team))
      ? [
          {
            ...cost,
            cell: (team: ScheduledTeam) => (isPriced(team) ? cost.cell(team) : '–'),
            total: teams.every((team) => isPriced(team)) ? cost.total : '–',
          },
        ]
      : []),
    summed('short', (shifts) => shifts.underAgentHours, formatFigure),
    summed('over', (shifts) => shifts.overAgentHours, formatFigure),
    ...(teams.some(({ scheduled }) => scheduled !== undefined)
      ? [served('in time', 'scheduled'), served('at need', 'required')]
      : []),
  ];
}

const leastName = 7;

/** The table within a width: team names cut first, and where that is not enough, two tables, one below the other. */
function fittedTable(
  teams: readonly ScheduledTeam[],
  columns: readonly SummaryColumn[],
  width: number,
): string[] {
  const table = (name: number): string[] =>
    textTable(
      [{ title: 'team' }, ...columns.map(({ title }) => ({ title, align: 'right' as const }))],
      [
        ...teams.map((team) => [shortName(team.team, name), ...columns.map(({ cell }) => cell(team))]),
        ...(teams.length > 1 ? [['all', ...columns.map(({ total }) => total)]] : []),
      ],
    );
  const wide = table(Infinity);
  const excess = Math.max(0, ...wide.map((line) => visibleLength(line))) - width;
  if (excess <= 0) return wide;
  const longest = Math.max(4, ...teams.map(({ team }) => [...team].length));
  if (longest - excess >= leastName || columns.length === 1) return table(Math.max(4, longest - excess));
  const half = Math.ceil(columns.length / 2);
  return [columns.slice(0, half), columns.slice(half)].flatMap((part) => fittedTable(teams, part, width));
}

/** One row a team: agent-hours required, on shift and paid, money, short and over, answered in time as scheduled and as required. */
export function summaryTable(plan: Plan, teams: readonly ScheduledTeam[], width: number): string[] {
  return fittedTable(teams, summaryColumns(plan, teams), width);
}
