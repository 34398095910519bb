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

/** What can be done about missing agents, and what remains. */
export function surgeObject(plan: Plan, surge: SurgePlan): object {
  return {
    actions: surge.actions.map(({ kind, team, day, firstInterval, endInterval, agents, hours, cost }) => ({
      kind,
      team,
      date: formatDay(day),
      start: instantAt(plan, firstInterval),
      end: endAt(plan, endInterval),
      agents,
      hours,
      cost,
    })),
    coveredAgentHours: surge.coveredHours,
    uncoveredAgentHours: surge.uncoveredHours,
    cost: surge.cost,
    uncovered: [...surge.uncoveredAgents.entries()]
      .filter(([, agents]) => agents > 0)
      .map(([interval, agents]) => ({ intervalStart: instantAt(plan, interval), agents })),
  };
}

function rosterObject(plan: Plan, roster: NonNullable<TeamPlan['roster']>): object {
  return {
    agents: roster.agents.map(({ agent, paidSeconds, days, weekendShifts, lateShifts, missingSeconds }) => ({
      agent,
      paidHours: paidSeconds / 3600,
      days,
      weekendShifts,
      lateShifts,
      missingContractHours: missingSeconds / 3600,
    })),
    unfilled: roster.unfilled.map(({ shift, reasons }) => ({
      date: formatDay(shift.day),
      shift: shift.pattern,
      start: formatInstant(shift.start, plan.grid.timeZone),
      end: formatInstant(shift.end, plan.grid.timeZone),
      reasons,
    })),
  };
}

/** Shifts of one team without the shifts themselves: what they cover, cost and prove. Seconds are left out: the same plan is the same text. */
export function teamScheduleObject(plan: Plan, team: TeamPlan, shifts: ShiftPlan): object {
  const { scheduling, roster, surgeActions } = team;
  const { seconds: _seconds, ...proof } = shifts.proof;
  return {
    by: scheduling?.by,
    serviceLevelPer: scheduling?.serviceLevelPer,
    coverShrinkageFraction: scheduling?.coverShrinkageFraction,
    headCount: scheduling?.headCount,
    rounds: scheduling?.rounds.map(({ missed, ...round }) => ({ ...round, missedIntervals: missed.length })),
    requiredAgentHours: shifts.requiredAgentHours,
    scheduledAgentHours: shifts.scheduledAgentHours,
    paidHours: shifts.paidHours,
    cost: shifts.cost,
    underAgentHours: shifts.underAgentHours,
    overAgentHours: shifts.overAgentHours,
    proof,
    unmet: shifts.unmet.map(({ interval, ...unmet }) => ({
      ...unmet,
      intervalStart: instantAt(plan, interval),
    })),
    missed: scheduling?.missedIntervals.map((interval) => instantAt(plan, interval)),
    surgeActions: surgeActions && surgeObject(plan, surgeActions),
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
      const { shifts, scheduled, demand } = team;
      if (shifts === undefined) return [];
      return [
        {
          team: team.team,
          target: team.target,
          delivered: demand && {
            required: deliveredObject(plan, team.required.total),
            scheduled: scheduled && deliveredObject(plan, scheduled.total),
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
