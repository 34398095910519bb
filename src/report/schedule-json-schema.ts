import { count, day, fraction, instant, list, number, record, text } from './json-schema-parts.ts';

const surgeKinds = [
  'defer-callbacks',
  'move-breaks',
  'move-training',
  'lend',
  'extend-part-time',
  'overtime',
  'split-shift',
  'voluntary-time-off',
];

const surgeActions = record(
  {
    actions: list(
      record(
        {
          kind: { enum: surgeKinds },
          team: text,
          date: day,
          start: instant,
          end: instant,
          agents: count,
          hours: count,
          cost: number,
        },
        ['team', 'cost'],
      ),
    ),
    coveredAgentHours: count,
    uncoveredAgentHours: count,
    cost: number,
    missing: list(record({ intervalStart: instant, agents: count })),
    uncovered: list(record({ intervalStart: instant, agents: count })),
  },
  ['cost'],
);

const hindrances = [
  'other-team',
  'not-available',
  'time-off',
  'already-working',
  'rest',
  'too-many-days',
  'contract-hours',
  'days-in-a-row',
];

const roster = record({
  agents: list(
    record({
      agent: text,
      team: text,
      days: count,
      weekendShifts: count,
      lateShifts: count,
      paidHours: count,
      missingContractHours: count,
    }),
  ),
  unfilled: list(
    record({
      date: day,
      shift: text,
      start: instant,
      end: instant,
      agents: count,
      reasons: list(record({ reason: { enum: hindrances }, agents: count })),
    }),
  ),
  proof: record({ filledPaidHours: count, boundPaidHours: count, gapFraction: count }),
});

/** A team’s `schedule` in the plan’s JSON. */
export const teamScheduleSchema = record(
  {
    by: { enum: ['patterns', 'contracts', 'agents'] },
    serviceLevelPer: { enum: ['interval', 'day', 'week'] },
    coverShrinkageFraction: fraction,
    headCount: list(record({ contract: text, agents: count })),
    rounds: list(
      record({ paidHours: count, cost: count, raisedAgentHours: count, missedIntervals: count }, ['cost']),
    ),
    requiredAgentHours: count,
    scheduledAgentHours: count,
    paidHours: count,
    cost: count,
    underAgentHours: count,
    overAgentHours: count,
    proof: record({ status: { enum: ['optimal', 'limit', 'none'] }, gapFraction: count }),
    unmet: list(record({ intervalStart: instant, requiredAgents: count, missingAgents: count })),
    missed: list(instant),
    surgeActions,
    roster,
  },
  ['cost', 'surgeActions', 'roster'],
);
