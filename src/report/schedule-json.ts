import { formatDay } from '../calendar/local-date.ts';
import { formatInstant } from '../calendar/time-zone.ts';
import type { DeliveredTotals, Plan, ShiftPlan, SurgePlan, TeamPlan } from '../plan/plan.ts';
import { tableObjects } from './csv.ts';
import { scheduleTable } from './schedule-csv.ts';

function instantAt(plan: Plan, interval: number): string | undefined {
  const start = plan.grid.intervals[interval]?.start;
  return start === undefined ? undefined : formatInstant(start, plan.grid.timeZone);
}

/** End of the interval before one, so that stretches of intervals end where they do. */
function endAt(plan: Plan, endInterval: number): string | undefined {
  const last = plan.grid.intervals[endInterval - 1];
  return last === undefined ? undefined : formatInstant(last.start + last.seconds, plan.grid.timeZone);
}

/** Totals of what callers meet. */
export function deliveredObject(plan: Plan, total: DeliveredTotals): object {
  const { longestQueueInterval, ...rest } = total;
  return { ...rest, longestQueueStart: instantAt(plan, longestQueueInterval) };
}

/** Intervals with agents to name, and how many. */
function agentsByInterval(plan: Plan, agents: Float64Array): readonly object[] {
  return [...agents.entries()]
    .filter(([, count]) => count > 0)
    .map(([interval, count]) => ({ intervalStart: instantAt(plan, interval), agents: count }));
}

/** What can be done about missing agents, and what remains; money where an hour’s price is known. */
function surgeObject(plan: Plan, surge: SurgePlan, isPriced: boolean): object {
  return {
    actions: surge.actions.map(({ kind, team, day, firstInterval, endInterval, agents, hours, cost }) => ({
      kind,
      team,
      date: formatDay(day),
      start: instantAt(plan, firstInterval),
      end: endAt(plan, endInterval),
      agents,
      hours,
      cost: isPriced ? cost : undefined,
    })),
    coveredAgentHours: surge.coveredHours,
    uncoveredAgentHours: surge.uncoveredHours,
    cost: isPriced ? surge.cost : undefined,
    missing: agentsByInterval(plan, surge.missingAgents),
    uncovered: agentsByInterval(plan, surge.uncoveredAgents),
  };
}

function rosterObject(plan: Plan, { agents, unfilled, proof }: NonNullable<TeamPlan['roster']>): object {
  return {
    agents: agents.map(({ paidSeconds, missingSeconds, ...agent }) => ({
      ...agent,
      paidHours: paidSeconds / 3600,
      missingContractHours: missingSeconds / 3600,
    })),
    unfilled: unfilled.map(({ shift, reasons }) => ({
      date: formatDay(shift.day),
      shift: shift.pattern,
      start: formatInstant(shift.start, plan.grid.timeZone),
      end: formatInstant(shift.end, plan.grid.timeZone),
      agents: shift.agents,
      reasons,
    })),
    proof: {
      filledPaidHours: proof.filledPaidSeconds / 3600,
      boundPaidHours: proof.boundPaidSeconds / 3600,
      gapFraction: proof.gapFraction,
    },
  };
}

/** Shifts of one team without the shifts themselves: what they cover, cost and prove. Seconds and nodes are left out: the same plan is the same text. */
export function teamScheduleObject(plan: Plan, team: TeamPlan, shifts: ShiftPlan): object {
  const { scheduling, roster, surgeActions } = team;
  const { seconds: _seconds, nodes: _nodes, ...proof } = shifts.proof;
  const isPriced = team.costPerHour !== undefined;
  return {
    by: scheduling?.by,
    serviceLevelPer: scheduling?.serviceLevelPer,
    coverShrinkageFraction: scheduling?.coverShrinkageFraction,
    headCount: scheduling?.headCount,
    rounds: scheduling?.rounds.map(({ missed, cost, ...round }) => ({
      ...round,
      cost: isPriced ? cost : undefined,
      missedIntervals: missed.length,
    })),
    requiredAgentHours: shifts.requiredAgentHours,
    scheduledAgentHours: shifts.scheduledAgentHours,
    paidHours: shifts.paidHours,
    cost: isPriced ? shifts.cost : undefined,
    underAgentHours: shifts.underAgentHours,
    overAgentHours: shifts.overAgentHours,
    proof,
    unmet: shifts.unmet.map(({ interval, ...unmet }) => ({
      ...unmet,
      intervalStart: instantAt(plan, interval),
    })),
    missed: scheduling?.missedIntervals.map((interval) => instantAt(plan, interval)),
    surgeActions: surgeActions && surgeObject(plan, surgeActions, isPriced),
    roster: roster && rosterObject(plan, roster),
  };
}

/** Agents needed and on shift, and what callers get, interval by interval. */
function coverageObjects(plan: Plan, team: TeamPlan, shifts: ShiftPlan): readonly object[] {
  const { requirement, scheduling, scheduled } = team;
  return plan.grid.intervals.flatMap((_, interval) =>
    requirement.open[interval] === 1
      ? [
          {
            intervalStart: instantAt(plan, interval),
            expectedContacts: requirement.expectedContacts[interval],
            agentsToCover: scheduling?.agentsToCover[interval],
            agentsOnShift: shifts.scheduledAgents[interval],
            serviceLevelFraction: scheduled?.serviceLevelFraction[interval],
            occupancyFraction: scheduled?.occupancyFraction[interval],
          },
        ]
      : [],
  );
}

/** The schedule as data: by team what it comes to and what callers meet, every interval, and every shift. */
export function scheduleObject(plan: Plan): object {
  return {
    intervalSeconds: plan.grid.intervalSeconds,
    days: plan.grid.days,
    teams: plan.teams.flatMap((team) => {
      const { shifts, scheduled } = team;
      if (shifts === undefined) return [];
      return [
        {
          team: team.team,
          target: team.target,
          delivered: scheduled && {
            required: deliveredObject(plan, team.required.total),
            scheduled: deliveredObject(plan, scheduled.total),
          },
          ...teamScheduleObject(plan, team, shifts),
          coverage: coverageObjects(plan, team, shifts),
        },
      ];
    }),
    schedule: tableObjects(scheduleTable(plan)),
    notes: plan.notes.filter(({ topic }) => topic === 'scheduling'),
  };
}
