import type { IntervalGrid } from '../calendar/interval-grid.ts';
import type { Agent } from '../scheduling/agent.ts';
import { surgeActions, type SurgeOption } from '../scheduling/surge-actions.ts';
import type { TeamSettings } from '../settings/settings.ts';
import type { Plan, TeamPlan } from './plan.ts';
import { isBreakCause, missingAgentCostPerHour } from './shifts-to-cover.ts';
import { agentsWithHoursLeft, skilledOnShift } from './spare-people.ts';

/** One team as a surge finds it, everything in agents on the channel. */
interface TeamState {
  readonly team: TeamPlan;
  readonly settings: TeamSettings;
  /** Paid agents at work, breaks included. */
  readonly onDuty: Float64Array;
  readonly missing: Float64Array;
  /** Agents beyond the requirement; what is lent is taken off. */
  readonly spare: Float64Array;
}

const trainingCause = /meeting|coach|train|one-to-one|1:1|huddle/i;
const twoHours = 7200;

/**
 * What a team lacks and has to spare: by its shifts where they are of real people, else by the agents there are, else by its shifts.
 * Undefined where nothing says how many people there are.
 */
function stateOf(team: TeamPlan, settings: TeamSettings): TeamState | undefined {
  const { requirement, shifts, scheduling, availableAgents } = team;
  const people = scheduling !== undefined && (scheduling.by !== 'patterns' || availableAgents === undefined);
  const onDuty = people ? shifts?.scheduledAgents : availableAgents;
  if (onDuty === undefined) return undefined;
  const shrinkage = people ? (scheduling?.coverShrinkageFraction ?? 0) : settings.shrinkageFraction;
  const onChannel = onDuty.map((agents) => Math.floor(agents * (1 - shrinkage) + 1e-6));
  const open = (interval: number): boolean => requirement.open[interval] === 1;
  // A day or week that meets its target together may be below the requirement where it likes, down to the floor.
  const needed = (interval: number): number => {
    const required = requirement.requiredAgents[interval] ?? 0;
    if (scheduling === undefined || scheduling.serviceLevelPer === 'interval') return required;
    const floor = (scheduling.agentsToCover[interval] ?? 0) * (1 - scheduling.coverShrinkageFraction);
    return Math.min(required, Math.floor(floor + 1e-6));
  };
  const gap = onChannel.map((agents, interval) => (open(interval) ? needed(interval) - agents : 0));
  return {
    team,
    settings,
    onDuty,
    missing: gap.map((agents) => Math.max(0, agents)),
    spare: gap.map((agents) => Math.max(0, -agents)),
  };
}

function shareOfCauses(causes: TeamSettings['shrinkageCauses'], counts: (cause: string) => boolean): number {
  return Object.entries(causes).reduce((sum, [cause, share]) => (counts(cause) ? sum + share : sum), 0);
}

function hoursOfBusiestDay(grid: IntervalGrid, agents: ArrayLike<number>): number {
  const days = new Map<number, number>();
  for (const [interval, { day, seconds }] of grid.intervals.entries())
    days.set(day, (days.get(day) ?? 0) + ((agents[interval] ?? 0) * seconds) / 3600);
  return Math.max(0, ...days.values());
}

/** The most agents at work within two hours before or after: those who could come earlier or stay. */
function nearby(grid: IntervalGrid, onDuty: Float64Array): Float64Array {
  const reach = Math.round(twoHours / grid.intervalSeconds);
  return onDuty.map((_, interval) => {
    let most = 0;
    for (let other = interval - reach; other <= interval + reach; other++) {
      if (grid.intervals[other]?.day === grid.intervals[interval]?.day)
        most = Math.max(most, onDuty[other] ?? 0);
    }
    return most;
  });
}

/** Zero before a day: what needs notice cannot be had sooner. */
function fromDay(plan: Plan, days: number, agents: Float64Array): Float64Array {
  return agents.map((count, interval) =>
    (plan.grid.intervals[interval]?.day ?? 0) >= plan.asOf + days ? count : 0,
  );
}

/** Breaks, training and callbacks: what costs nothing but has to be made up for later. */
function freeOptions({ grid }: Plan, state: TeamState): SurgeOption[] {
  const { settings, onDuty, team, missing, spare } = state;
  const { moveBreaks, moveTraining, callbackShare } = settings.surge;
  const options: SurgeOption[] = [];
  const moved = (share: number): Float64Array => onDuty.map((agents) => Math.floor(agents * share + 1e-9));
  const laidOut = team.scheduling !== undefined && team.scheduling.by !== 'patterns';
  const breaks = shareOfCauses(settings.shrinkageCauses, isBreakCause);
  // Shifts have their breaks where they hurt least already.
  if (moveBreaks && !laidOut && breaks > 0) {
    const agents = moved(breaks);
    options.push({
      kind: 'move-breaks',
      costPerHour: 0,
      agents,
      hoursPerDay: hoursOfBusiestDay(grid, agents) / 2,
    });
  }
  const training = shareOfCauses(settings.shrinkageCauses, (cause) => trainingCause.test(cause));
  if (moveTraining && training > 0)
    options.push({ kind: 'move-training', costPerHour: 0, agents: moved(training) });
  if (callbackShare > 0) {
    const agents = missing.map((count, interval) =>
      count > 0 ? Math.floor((team.requirement.liveAgents[interval] ?? 0) * callbackShare) : 0,
    );
    // Called back by those who are free at another time of the day.
    options.push({
      kind: 'defer-callbacks',
      costPerHour: 0,
      agents,
      hoursPerDay: hoursOfBusiestDay(grid, spare),
    });
  }
  return options;
}

/** Overtime, longer days of part-timers and second parts of the day: what is paid for. */
function paidOptions(plan: Plan, state: TeamState, agents: readonly Agent[]): SurgeOption[] {
  const { settings, onDuty, team } = state;
  const { grid } = plan;
  const { surge, overtimeFactor } = settings;
  const wage = team.costPerHour ?? 1;
  const intervals = (seconds: number): number => Math.max(1, Math.round(seconds / grid.intervalSeconds));
  const options: SurgeOption[] = [];
  const notice = plan.settings.checks.leadTimes.overtime;
  const whileOpen = (count: number): Float64Array =>
    Float64Array.from(team.requirement.open, (open) => (open === 1 ? count : 0));
  const partTime =
    team.roster === undefined
      ? whileOpen(surge.partTimeAgents)
      : agentsWithHoursLeft(plan, team, team.roster, agents);
  if (partTime.some((count) => count > 0))
    options.push({
      kind: 'extend-part-time',
      costPerHour: wage,
      agents: partTime,
      shortestIntervals: intervals(3600),
    });
  if (surge.overtimeShare > 0) {
    options.push({
      kind: 'overtime',
      costPerHour: wage * overtimeFactor,
      agents: fromDay(
        plan,
        notice,
        nearby(grid, onDuty).map((count) => Math.floor(count * surge.overtimeShare + 1e-9)),
      ),
      shortestIntervals: intervals(surge.overtimeShortestSeconds),
    });
  }
  if (surge.splitShiftAgents > 0) {
    options.push({
      kind: 'split-shift',
      costPerHour: wage,
      costPerStretch: surge.splitShiftBonus,
      agents: fromDay(plan, notice, whileOpen(surge.splitShiftAgents)),
      shortestIntervals: intervals(twoHours),
    });
  }
  return options;
}

/** Agents of other teams who are to spare there and can work here. */
function lendingOptions(
  { grid }: Plan,
  state: TeamState,
  states: readonly TeamState[],
  agents: readonly Agent[],
): SurgeOption[] {
  return states.flatMap((other): SurgeOption[] => {
    if (other === state) return [];
    const { roster } = other.team;
    const limit = other.settings.lendsTo[state.team.team] ?? 0;
    const skilled = roster && skilledOnShift(state.team.team, other.team, roster, { agents, grid });
    const lendable = other.spare.map((count, interval) =>
      Math.floor(Math.min(count, skilled?.[interval] ?? limit)),
    );
    if (!lendable.some((count) => count > 0)) return [];
    return [{ kind: 'lend', costPerHour: 0, agents: lendable, team: other.team.team }];
  });
}

/** Agents who could go home: a tenth of the requirement, and one, stay as a margin. */
function timeOffOption(grid: IntervalGrid, { settings, spare, team }: TeamState): SurgeOption[] {
  if (!settings.surge.voluntaryTimeOff) return [];
  const agents = spare.map((count, interval) =>
    Math.max(0, Math.floor(count - Math.max(1, 0.1 * (team.requirement.requiredAgents[interval] ?? 0)))),
  );
  const shortestIntervals = Math.max(1, Math.round(twoHours / grid.intervalSeconds));
  return [{ kind: 'voluntary-time-off', costPerHour: -(team.costPerHour ?? 1), agents, shortestIntervals }];
}

/** Takes what a plan borrows off what other teams have to spare. */
function takeLent(states: readonly TeamState[], actions: NonNullable<TeamPlan['surgeActions']>): void {
  for (const { kind, team, firstInterval, endInterval, agents } of actions.actions) {
    const lender = kind === 'lend' ? states.find((state) => state.team.team === team) : undefined;
    if (lender === undefined) continue;
    for (let interval = firstInterval; interval < endInterval; interval++)
      lender.spare[interval] = Math.max(0, (lender.spare[interval] ?? 0) - agents);
  }
}

/**
 * Adds to every team what can be done about missing agents before anybody is hired, cheapest first, with what it costs and what remains
 * uncovered; and where agents could go home.
 *
 * Agents are counted on the channel: an hour of overtime, of a moved break or of a lent agent is an hour on the channel. Breaks are
 * offered where they are only a share of the day, not where shifts have laid them out; overtime and split shifts need the notice that the
 * settings ask for. Dearer than what the contacts are worth, where that is known, nothing is proposed.
 */
export function withSurgeActions(plan: Plan, agents: readonly Agent[]): Plan {
  const states = plan.teams.flatMap((team) => {
    const settings = plan.settings.teams.find(({ name }) => name === team.team);
    const state = settings === undefined ? undefined : stateOf(team, settings);
    return state === undefined ? [] : [state];
  });
  const teams = plan.teams.map((team): TeamPlan => {
    const state = states.find((one) => one.team === team);
    if (state === undefined) return team;
    const actions = surgeActions({
      grid: plan.grid,
      missingAgents: state.missing,
      spareAgents: state.spare,
      options: [
        ...freeOptions(plan, state),
        ...lendingOptions(plan, state, states, agents),
        ...paidOptions(plan, state, agents),
        ...timeOffOption(plan.grid, state),
      ],
      uncoveredCostPerHour: missingAgentCostPerHour(plan, team),
    });
    takeLent(states, actions);
    return { ...team, surgeActions: actions };
  });
  return { ...plan, teams };
}
