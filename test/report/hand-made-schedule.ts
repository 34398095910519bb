import type {
  Plan,
  PlannedShift,
  Roster,
  SchedulingFacts,
  SurgePlan,
  TeamPlan,
} from '../../src/plan/plan.ts';
import { summariseCoverage } from '../../src/scheduling/coverage.ts';
import { day } from '../checks/plan-builder.ts';

const hour = 3600;

/** A shift in words: hours after midnight of its day; breaks as hours after midnight and minutes. */
export interface ShiftDraft {
  readonly day: string;
  readonly from: number;
  readonly to: number;
  readonly agents?: number | undefined;
  readonly pattern?: string | undefined;
  readonly lunch?: number | undefined;
  readonly break?: number | undefined;
}

export function shiftOf(plan: Plan, draft: ShiftDraft, team = 'voice'): PlannedShift {
  const number = day(draft.day);
  const at = (hours: number): number =>
    plan.grid.timeZone.instantOf({
      day: number + Math.floor(hours / 24),
      secondOfDay: (hours % 24) * hour,
    }).instant;
  const pause = (kind: string, from: number | undefined, minutes: number, paid: boolean) =>
    from === undefined ? [] : [{ kind, start: at(from), end: at(from) + minutes * 60, paid }];
  const breaks = [
    ...pause('break', draft.break, 15, true),
    ...pause('lunch', draft.lunch, 30, false),
  ].toSorted((a, b) => a.start - b.start);
  const unpaid = breaks.filter(({ paid }) => !paid).reduce((sum, one) => sum + one.end - one.start, 0);
  const start = at(draft.from);
  const end = at(draft.to);
  return {
    team,
    day: number,
    pattern: draft.pattern ?? 'full',
    start,
    end,
    breaks,
    agents: draft.agents ?? 1,
    paidSeconds: end - start - unpaid,
  };
}

export interface ScheduleDraft {
  readonly shifts: readonly PlannedShift[];
  /** Paid agents to cover, by interval. */
  readonly needed: (interval: number) => number;
  readonly facts?: Partial<SchedulingFacts> | undefined;
  readonly serviceLevel?: ((interval: number) => number) | undefined;
  readonly roster?: Roster | undefined;
  readonly surge?: SurgePlan | undefined;
  readonly fields?: Partial<TeamPlan> | undefined;
}

/** The plan with shifts for one of its teams, laid out by hand. */
export function withSchedule(plan: Plan, team: string, draft: ScheduleDraft): Plan {
  const needed = Float64Array.from(plan.grid.intervals, (_, interval) => draft.needed(interval));
  const coverage = summariseCoverage({ grid: plan.grid, shifts: draft.shifts, requiredAgents: needed });
  const paidHours = draft.shifts.reduce((sum, one) => sum + (one.agents * one.paidSeconds) / hour, 0);
  const { serviceLevel } = draft;
  return {
    ...plan,
    teams: plan.teams.map((own): TeamPlan => {
      if (own.team !== team) return own;
      return {
        ...own,
        shifts: {
          team,
          ...coverage,
          shifts: draft.shifts,
          paidHours,
          cost: paidHours * (own.costPerHour ?? 1),
          proof: {
            status: 'optimal',
            objective: 100,
            bound: 99,
            gapFraction: 0.01,
            requestedGapFraction: 0.01,
            seconds: 1.25,
            nodes: 0,
            parts: 1,
            outOfMemory: false,
          },
        },
        scheduled: serviceLevel && {
          ...own.required,
          serviceLevelFraction: Float64Array.from(plan.grid.intervals, (_, i) => serviceLevel(i)),
          total: { ...own.required.total, serviceLevelFraction: 0.83 },
        },
        scheduling: {
          by: 'patterns',
          coverShrinkageFraction: 0.21,
          agentsToCover: needed,
          serviceLevelPer: 'interval',
          headCount: [],
          rounds: [],
          missedIntervals: [],
          ...draft.facts,
        },
        roster: draft.roster,
        surgeActions: draft.surge,
        ...draft.fields,
      };
    }),
  };
}

/** What can be done, from the agents missing and the actions; those that remain uncovered are given. */
export function surgeOf(
  plan: Plan,
  draft: Pick<SurgePlan, 'actions'> & {
    readonly missing: Readonly<Record<number, number>>;
    readonly uncovered?: Readonly<Record<number, number>> | undefined;
  },
): SurgePlan {
  const array = (values: Readonly<Record<number, number>>): Float64Array =>
    Float64Array.from(plan.grid.intervals, (_, interval) => values[interval] ?? 0);
  const hours = (values: Float64Array): number =>
    values.reduce((sum, agents, i) => sum + (agents * (plan.grid.intervals[i]?.seconds ?? 0)) / hour, 0);
  const missingAgents = array(draft.missing);
  const uncoveredAgents = array(draft.uncovered ?? {});
  return {
    actions: draft.actions,
    missingAgents,
    uncoveredAgents,
    coveredHours: hours(missingAgents) - hours(uncoveredAgents),
    uncoveredHours: hours(uncoveredAgents),
    cost: draft.actions.reduce((sum, { cost }) => sum + cost, 0),
  };
}

/** A roster of the shifts that have a name; the rest is unfilled. */
export function rosterOf(
  named: readonly {
    readonly agent: string;
    readonly shift: PlannedShift;
    readonly lent?: true;
    readonly fixed?: true;
  }[],
  more: Partial<Roster> = {},
): Roster {
  const names = [...new Set(named.map(({ agent }) => agent))];
  return {
    assignments: named.map(({ agent, shift, lent = false, fixed = false }) => ({
      agent,
      shift,
      lent,
      fixed,
    })),
    unfilled: [],
    agents: names.map((agent) => {
      const own = named.filter((one) => one.agent === agent);
      return {
        agent,
        team: own[0]?.shift.team ?? '',
        paidSeconds: own.reduce((sum, { shift }) => sum + shift.paidSeconds, 0),
        days: own.length,
        weekendShifts: 0,
        lateShifts: 1,
        missingSeconds: 0,
      };
    }),
    proof: { filledPaidSeconds: 36_000, boundPaidSeconds: 36_000, gapFraction: 0, seconds: 0.5 },
    ...more,
  };
}
