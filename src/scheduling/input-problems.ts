import { formatTimeOfDay, secondsPerDay } from '../calendar/local-date.ts';
import type { Agent } from './agent.ts';
import { type BreakPattern, paidSeconds, patternStarts, type ShiftPattern } from './shift-pattern.ts';

/** What can be wrong with shift patterns and agents beyond a cell that does not read. */
export type SchedulingProblemKind =
  | 'break-outside-shift'
  | 'break-windows-overlap'
  | 'empty-break-window'
  | 'shift-too-long'
  | 'no-length'
  | 'no-start'
  | 'unknown-team'
  | 'repeated-agent'
  | 'contract-hours-backwards'
  | 'contract-hours-cannot-be-met'
  | 'never-available'
  | 'fixed-shift-in-time-off'
  | 'fixed-shifts-too-close';

/** One mistake: which row of the given list, which field of it, and what to say. */
export interface SchedulingProblem {
  readonly kind: SchedulingProblemKind;
  /** Index in the list that was checked. */
  readonly index: number;
  /** Column of the recommended CSV that holds the mistake. */
  readonly field: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

type Report = (problem: Omit<SchedulingProblem, 'index'>) => void;

function hours(seconds: number): string {
  return `${Number((seconds / 3600).toFixed(2))} h`;
}

function checkBreak(pause: BreakPattern, shortest: number, report: Report): void {
  const window = `${formatTimeOfDay(pause.earliestStart)}-${formatTimeOfDay(pause.latestStart)}`;
  if (pause.latestStart < pause.earliestStart) {
    report({
      kind: 'empty-break-window',
      field: 'breaks',
      message: `the window of ${pause.kind} ends before it begins (${window} after the shift's start)`,
    });
  } else if (pause.seconds <= 0 || pause.latestStart + pause.seconds > shortest) {
    report({
      kind: 'break-outside-shift',
      field: 'breaks',
      message: `${pause.kind} of ${pause.seconds / 60} min in the window ${window} can end after a shift of ${hours(shortest)}`,
      hint: 'windows count from the start of the shift; give shorter shifts a row of their own',
    });
  }
}

function checkPattern(pattern: ShiftPattern, teams: ReadonlySet<string>, report: Report): void {
  if (pattern.team !== undefined && !teams.has(pattern.team)) {
    report({ kind: 'unknown-team', field: 'team', message: `there is no team "${pattern.team}"` });
  }
  const shortest = Math.min(...pattern.lengths);
  if (pattern.lengths.length === 0 || shortest <= 0) {
    report({ kind: 'no-length', field: 'lengths', message: 'the shift has no length above zero' });
    return;
  }
  if (Math.max(...pattern.lengths) > 57_600) {
    report({
      kind: 'shift-too-long',
      field: 'lengths',
      message: `a shift of ${hours(Math.max(...pattern.lengths))} is longer than 16 hours`,
    });
  }
  if (pattern.startStep <= 0) {
    report({
      kind: 'no-start',
      field: 'start_step',
      message: 'starts that are no time apart are no starts',
      hint: 'say how far apart they are, such as 30m; for one start leave out latest_start',
    });
  } else if (pattern.latestStart < pattern.earliestStart) {
    report({
      kind: 'no-start',
      field: 'latest_start',
      message: 'the earliest and latest start leave no start',
    });
  } else if (pattern.earliestStart >= secondsPerDay) {
    report({
      kind: 'no-start',
      field: 'earliest_start',
      message: `the earliest start, ${formatTimeOfDay(pattern.earliestStart)}, is no time of its day`,
      hint: 'a start at midnight is 00:00 of the day that begins then',
    });
  }
  for (const pause of pattern.breaks) checkBreak(pause, shortest, report);
  const unpaid = pattern.lengths.some((length) => paidSeconds(pattern, length) <= 0);
  if (unpaid)
    report({ kind: 'break-outside-shift', field: 'breaks', message: 'unpaid breaks fill the whole shift' });
  for (const [position, pause] of pattern.breaks.entries()) {
    const next = pattern.breaks[position + 1];
    if (next !== undefined && pause.earliestStart + pause.seconds > next.latestStart) {
      report({
        kind: 'break-windows-overlap',
        field: 'breaks',
        message: `${pause.kind} cannot end before ${next.kind} has to begin`,
        hint: 'breaks are taken in the order of their windows',
      });
    }
  }
}

/**
 * Mistakes in shift patterns that a single cell does not show. Patterns without problems always give a model that solves.
 *
 * @param context the teams that exist
 */
export function shiftPatternProblems(
  patterns: readonly ShiftPattern[],
  context: { readonly teams: readonly string[] },
): readonly SchedulingProblem[] {
  const teams = new Set(context.teams);
  const problems: SchedulingProblem[] = [];
  for (const [index, pattern] of patterns.entries()) {
    checkPattern(pattern, teams, (problem) => problems.push({ index, ...problem }));
  }
  return problems;
}

/** The paid seconds of every shift that the agent's team, availability and home patterns allow on each weekday. */
function reachablePaidSeconds(agent: Agent, patterns: readonly ShiftPattern[]): readonly number[] {
  const mine = patterns.filter(
    ({ team }) => team === undefined || team === agent.team || agent.skills.includes(team),
  );
  return [0, 1, 2, 3, 4, 5, 6].map((weekday) => {
    const free = agent.availability?.periods.filter((period) => period.weekday === weekday);
    const lengths = mine
      .filter(({ weekdays }) => weekdays === undefined || weekdays.includes(weekday))
      .flatMap((pattern) =>
        pattern.lengths
          .filter(
            (length) =>
              free === undefined ||
              patternStarts(pattern).some((start) =>
                free.some(({ open, close }) => open <= start && start + length <= close),
              ),
          )
          .map((length) => paidSeconds(pattern, length)),
      );
    return Math.max(0, ...lengths);
  });
}

function checkContract(agent: Agent, patterns: readonly ShiftPattern[], report: Report): void {
  const { contract } = agent;
  if (contract.maximumSeconds < contract.minimumSeconds) {
    report({
      kind: 'contract-hours-backwards',
      field: 'contract_hours',
      message: `most hours (${hours(contract.maximumSeconds)}) are fewer than least (${hours(contract.minimumSeconds)})`,
    });
    return;
  }
  const longest = reachablePaidSeconds(agent, patterns);
  if (Math.max(...longest) === 0) {
    report({
      kind: 'never-available',
      field: 'availability',
      message: `no shift of team "${agent.team}" lies inside the availability of ${agent.name}`,
    });
    return;
  }
  const most = longest
    .toSorted((a, b) => b - a)
    .slice(0, contract.maximumDays)
    .reduce((sum, seconds) => sum + seconds, 0);
  if (most < contract.minimumSeconds) {
    report({
      kind: 'contract-hours-cannot-be-met',
      field: 'contract_hours',
      message: `${agent.name} has ${hours(contract.minimumSeconds)} a week, but the longest shifts on ${contract.maximumDays} days give ${hours(most)}`,
      hint: 'add longer shifts, more days a week, or more availability',
    });
  }
}

function checkFixedShifts(agent: Agent, report: Report): void {
  const shifts = agent.fixedShifts
    .map(({ day, start, end }) => ({
      day,
      start: day * secondsPerDay + start,
      end: day * secondsPerDay + end,
    }))
    .toSorted((a, b) => a.start - b.start);
  for (const [position, shift] of shifts.entries()) {
    const next = shifts[position + 1];
    if (next !== undefined && next.start - shift.end < agent.contract.restSeconds) {
      report({
        kind: 'fixed-shifts-too-close',
        field: 'fixed',
        message: `${agent.name} has fixed shifts with less than ${hours(agent.contract.restSeconds)} between them`,
      });
    }
    const away = agent.timeOff.some(
      ({ firstDay, lastDay, hours: part }) =>
        shift.day >= firstDay &&
        shift.day <= lastDay &&
        (part === undefined ||
          (shift.start - shift.day * secondsPerDay < part.to &&
            shift.end - shift.day * secondsPerDay > part.from)),
    );
    if (away) {
      report({
        kind: 'fixed-shift-in-time-off',
        field: 'fixed',
        message: `${agent.name} has a fixed shift during time off`,
      });
    }
  }
}

/**
 * Mistakes in agents that a single cell does not show: a team that does not exist, a name that repeats, contract hours that
 * no set of shifts can fill, an availability that no shift fits into, fixed shifts that break the agent's own rules.
 *
 * Contract hours are checked against the longest paid shift of each weekday, so a problem is always real; an agent without
 * problems may still be impossible to fill together with others.
 */
export function agentProblems(
  agents: readonly Agent[],
  context: { readonly teams: readonly string[]; readonly patterns: readonly ShiftPattern[] },
): readonly SchedulingProblem[] {
  const teams = new Set(context.teams);
  const seen = new Set<string>();
  const problems: SchedulingProblem[] = [];
  for (const [index, agent] of agents.entries()) {
    const report: Report = (problem) => problems.push({ index, ...problem });
    for (const team of [agent.team, ...agent.skills]) {
      if (teams.has(team)) continue;
      report({
        kind: 'unknown-team',
        field: team === agent.team ? 'team' : 'skills',
        message: `there is no team "${team}"`,
      });
    }
    if (seen.has(agent.name))
      report({
        kind: 'repeated-agent',
        field: 'agent',
        message: `"${agent.name}" is listed twice`,
        hint: 'one row a person; somebody with two skills has the other team under skills',
      });
    seen.add(agent.name);
    if (teams.has(agent.team)) checkContract(agent, context.patterns, report);
    checkFixedShifts(agent, report);
  }
  return problems;
}
