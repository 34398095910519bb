import { count, day, fraction, instant, list, number, record, text } from './json-schema-parts.ts';
import { teamScheduleSchema } from './schedule-json-schema.ts';

const finding = record(
  {
    rule: text,
    severity: { enum: ['info', 'warning', 'error'] },
    campaign: text,
    message: text,
    hint: text,
    location: record({ file: text, line: count, column: count }, ['line', 'column']),
    action: record(
      { who: { enum: ['marketing', 'contact-centre', 'both'] }, by: day, what: text, effect: text },
      ['by', 'effect'],
    ),
    data: { type: 'object' },
    fingerprint: text,
  },
  ['campaign', 'hint', 'location', 'action'],
);

const forecastRow = record({
  intervalStart: instant,
  channel: text,
  baselineContacts: count,
  campaignContacts: count,
  expectedContacts: count,
  lower80: count,
  upper80: count,
  lower95: count,
  upper95: count,
  averageHandleTimeSeconds: count,
});

const staffRow = record(
  {
    intervalStart: instant,
    team: text,
    expectedContacts: count,
    staffedContacts: count,
    offeredLoadErlangs: count,
    requiredAgents: count,
    scheduledAgents: count,
    availableAgents: count,
    gapAgents: number,
    promisedServiceLevel: fraction,
    deliveredServiceLevel: fraction,
    deliveredAbandonment: fraction,
    deliveredAverageSpeedOfAnswerSeconds: count,
    occupancy: fraction,
    bindingTarget: text,
  },
  [
    'availableAgents',
    'gapAgents',
    'promisedServiceLevel',
    'deliveredServiceLevel',
    'deliveredAbandonment',
    'deliveredAverageSpeedOfAnswerSeconds',
  ],
);

const scheduleRow = record(
  {
    team: text,
    date: day,
    shift: text,
    start: instant,
    end: instant,
    breaks: text,
    agents: count,
    agent: text,
  },
  ['agent'],
);

const deliveredTotals = record(
  {
    offeredContacts: count,
    serviceLevelFraction: fraction,
    abandonmentFraction: fraction,
    abandonedContacts: count,
    averageSpeedOfAnswerSeconds: count,
    longestQueue: count,
    longestQueueStart: instant,
  },
  ['longestQueueStart'],
);

const delivered = record(
  {
    required: deliveredTotals,
    available: deliveredTotals,
    scheduled: deliveredTotals,
    campaignsIgnored: deliveredTotals,
  },
  ['available', 'scheduled'],
);

/** The JSON Schema (2020-12) of `surgecast plan --format json`. */
export function planJsonSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'surgecast plan',
    ...record(
      {
        schemaVersion: { const: 1 },
        tool: record({ name: { const: 'surgecast' }, version: text }),
        asOf: day,
        timeZone: text,
        inputs: list(
          record({ path: text, rows: count, sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' } }),
        ),
        settings: { type: 'object' },
        intervalSeconds: count,
        days: count,
        history: list(
          record({ channel: text, firstDay: day, lastDay: day, observedDays: count, contacts: count }),
        ),
        campaigns: list(
          record(
            {
              id: text,
              name: text,
              medium: text,
              type: text,
              status: { enum: ['planned', 'confirmed', 'sent', 'cancelled'] },
              phase: { enum: ['past', 'in-horizon', 'later', 'cancelled'] },
              start: instant,
              sizeSource: { enum: ['calendar', 'track-record', 'learnt', 'default', 'uplift', 'none'] },
              sizeReason: text,
              totalContacts: count,
              totalContactsLower80: count,
              totalContactsUpper80: count,
              horizonContacts: count,
            },
            ['type'],
          ),
        ),
        teams: list(
          record(
            {
              team: text,
              channels: list(text),
              staffing: { type: 'object' },
              delivered,
              schedule: teamScheduleSchema,
            },
            ['schedule'],
          ),
        ),
        dayTotals: list(
          record({
            channel: text,
            day,
            expectedContacts: count,
            campaignContacts: count,
            lower80: count,
            upper80: count,
            lower95: count,
            upper95: count,
          }),
        ),
        forecast: list(forecastRow),
        staff: list(staffRow),
        schedule: list(scheduleRow),
        notes: list(record({ topic: text, message: text })),
        findings: list(finding),
      },
      [],
    ),
  };
}
