import { z } from 'zod';
import { parseDay } from '../calendar/local-date.ts';
import type { SpecialDay } from '../calendar/special-days.ts';
import {
  countField,
  durationField,
  fractionField,
  intervalField,
  openingHoursField,
  partFractionField,
  positiveDurationField,
  serviceTargetField,
  timeZoneField,
} from './fields.ts';
import { contractSchema, shiftSchema } from './shift-schema.ts';
import { wholeProblems } from './whole-problems.ts';

const channelSchema = z
  .strictObject({
    team: z.string().optional().describe('the team that answers this channel'),
    kind: z
      .enum(['live', 'deferred'])
      .optional()
      .describe('live: somebody waits; deferred: answered later, within respond_within'),
    handle_time: positiveDurationField
      .optional()
      .describe('talk + hold + after-contact work; default: from history, else 5m'),
    target: serviceTargetField.optional(),
    average_speed_of_answer: positiveDurationField.optional().describe('largest mean wait'),
    max_abandonment: partFractionField.optional().describe('largest share of callers who hang up'),
    patience: positiveDurationField
      .optional()
      .describe('mean time a caller would wait; default: from history, else 2m'),
    concurrency: z
      .number()
      .min(1, 'expected 1 or more')
      .optional()
      .describe('contacts one agent handles at once (chats)'),
    respond_within: positiveDurationField
      .optional()
      .describe('deadline of deferred work, in opening hours of the team'),
    hours: openingHoursField
      .optional()
      .describe('when the channel takes contacts; default: its team’s hours'),
    revenue_per_contact: countField
      .optional()
      .describe('what one handled contact earns, in the plan’s currency'),
  })
  .describe('how contacts arrive');

const shrinkageSchema = z.union([
  partFractionField.transform((fraction) => ({ total: fraction })),
  z.record(z.string(), partFractionField),
]);

const availableAgentsSchema = z.union([
  countField,
  z.record(z.string(), countField).describe('opening hours → agents on duty'),
]);

const wholeField = z.number().int().min(0, 'expected 0 or more');

const surgeSchema = z
  .strictObject({
    callbacks: partFractionField
      .optional()
      .describe('share of a surge’s callers who would rather be called back; default 0'),
    move_breaks: z.boolean().optional().describe('breaks may be moved out of a surge; default true'),
    move_training: z
      .boolean()
      .optional()
      .describe('meetings, coaching and training may be moved out of a surge; default true'),
    overtime: partFractionField
      .optional()
      .describe('share of the agents on duty who would work overtime; default 25 %'),
    overtime_shortest: positiveDurationField.optional().describe('shortest overtime; default 1h'),
    part_timers: wholeField.optional().describe('part-timers who would work longer; default 0'),
    split_shifts: wholeField
      .optional()
      .describe('agents who would come back for a second part of the day; default 0'),
    split_shift_bonus: countField.optional().describe('paid to each of them beside the hours; default 0'),
    voluntary_time_off: z
      .boolean()
      .optional()
      .describe('agents may be sent home unpaid where there are too many; default true'),
  })
  .describe('what can be done about missing agents before anybody is hired');

const teamSchema = z
  .strictObject({
    hours: openingHoursField.optional().describe('default: when history has contacts'),
    shrinkage: shrinkageSchema.optional().describe('paid but unavailable; by cause they multiply'),
    max_occupancy: fractionField.optional().describe('largest busy share of an agent’s time'),
    agents: availableAgentsSchema
      .optional()
      .describe('paid agents that can be on duty at once, before shrinkage'),
    cost_per_hour: countField.optional(),
    overtime_factor: z
      .number()
      .min(1, 'expected 1 or more')
      .optional()
      .describe('pay of an overtime hour over a normal one'),
    trunks: z.number().int().min(1).optional().describe('lines: callers beyond them get a busy tone'),
    seats: wholeField.optional().describe('most agents in a shift at once: desks, licences'),
    surge: surgeSchema.optional(),
    lends_to: z
      .record(z.string(), wholeField)
      .optional()
      .describe(
        'team → most agents of this one who can work there at once; named agents have skills instead',
      ),
  })
  .describe('who answers');

const curvePoint = z.tuple([durationField, fractionField]);

/** Response curves by name; the shapes are those of `campaigns/response-curve.ts`. */
const curveSchema = z.union([
  z.strictObject({ shape: z.literal('points'), points: z.array(curvePoint).min(2) }),
  z.strictObject({
    shape: z.literal('weibull'),
    weibull_shape: z.number().positive(),
    scale: positiveDurationField,
  }),
  z.strictObject({
    shape: z.literal('log-normal'),
    median: positiveDurationField,
    log_sd: z.number().positive(),
  }),
  z.strictObject({
    shape: z.literal('decayed'),
    half_life: positiveDurationField,
    lag: durationField.optional(),
    duration: positiveDurationField.optional(),
  }),
  z.strictObject({
    shape: z.literal('delayed'),
    lag: durationField,
    half_life: positiveDurationField,
    duration: positiveDurationField.optional(),
  }),
  z.strictObject({
    shape: z.literal('step'),
    duration: positiveDurationField.optional(),
    lag: durationField.optional(),
  }),
  z.strictObject({
    shape: z.literal('pulse'),
    duration: positiveDurationField,
    lag: durationField.optional(),
  }),
  z.strictObject({ shape: z.literal('flight') }),
]);

const mediumSchema = z.strictObject({
  contact_rate: fractionField.optional().describe('contacts per person reached; weighs as your own estimate'),
  contact_rate_low: fractionField.optional(),
  contact_rate_high: fractionField.optional(),
  curve: curveSchema.optional(),
  channels: z.record(z.string(), fractionField).optional().describe('channel → share of the contacts'),
  when_closed: z
    .enum(['drop', 'carry'])
    .optional()
    .describe('response while closed is lost, or comes at the next opening'),
  clock: z
    .enum(['real', 'waking', 'daily'])
    .optional()
    .describe(
      'the response runs in elapsed time, in waking hours, or by day with the channel’s own shape of day',
    ),
  end_makes_flight: z
    .boolean()
    .optional()
    .describe('an end in the calendar spreads the response from start to end'),
  launch_jitter: durationField.optional().describe('sd of the launch time around the calendar’s'),
  handle_time_factor: z.number().positive().optional(),
  deadline_bump: z.strictObject({ share: fractionField, lead: positiveDurationField }).optional(),
  service_wave: z
    .strictObject({ contacts_per_sale: countField, lag: durationField, duration: positiveDurationField })
    .optional(),
});

const holidayDates = z.string().transform((text, context): readonly [number, number] => {
  const [from = '', to] = text.split('..');
  const firstDay = parseDay(from);
  const lastDay = to === undefined ? firstDay : parseDay(to);
  if (firstDay === undefined || lastDay === undefined || lastDay < firstDay) {
    context.issues.push({
      code: 'custom',
      message: 'expected a date such as 2026-12-25, or a period 2026-12-25..2027-01-01',
      input: text,
    });
    return z.NEVER;
  }
  return [firstDay, lastDay];
});

const holidaySchema = z
  .strictObject({
    date: holidayDates,
    class: z.enum(['closed', 'full', 'eve', 'reduced', 'open']),
    name: z.string().optional(),
    factor: z.number().min(0).optional().describe('share of a normal day’s contacts'),
  })
  .transform(({ date, class: dayClass, name, factor }): SpecialDay => ({
    firstDay: date[0],
    lastDay: date[1],
    class: dayClass,
    name,
    factor,
  }));

const leadTimesSchema = z.strictObject({
  schedule_change: countField.optional().describe('days of notice to move shifts'),
  overtime: countField.optional().describe('days of notice to call overtime'),
  hiring: countField.optional().describe('days to hire and train'),
});

const ruleSchema = z.union([
  z.enum(['off', 'info', 'warning', 'error']),
  z.looseObject({ severity: z.enum(['off', 'info', 'warning', 'error']).optional() }),
]);

const checksSchema = z.strictObject({
  demand: z.boolean().optional().describe('add the contacts that findings predict to the forecast'),
  baseline: z.string().optional().describe('file of accepted findings'),
  accept: z.array(z.string()).optional().describe('fingerprints of accepted findings'),
  notice_days: countField.optional().describe('days from announcement to launch below which notice is short'),
  notice_working_days: countField.optional(),
  lead_times: leadTimesSchema.optional(),
  customers: z.string().optional().describe('file with the customer list'),
  suppression: z.string().optional().describe('file with the do-not-contact list'),
  rules: z.record(z.string(), ruleSchema).optional().describe('rule id → off, a severity, or its settings'),
});

const staffingSchema = z.strictObject({
  model: z.enum(['c', 'a']).optional().describe('Erlang C (nobody hangs up) or A (callers hang up)'),
  staff_to: z.union([z.enum(['recommended', 'mean']), z.number().min(0.05).max(0.99)]).optional(),
  retry_share: partFractionField.optional().describe('share of lost callers who call again'),
});

const schedulingSchema = z.strictObject({
  gap: fractionField.optional().describe('stop when the plan is proved this near to the best'),
  time_limit: positiveDurationField.optional(),
  service_level_per: z
    .enum(['interval', 'day', 'week'])
    .optional()
    .describe('whether every interval, every day or the week as a whole meets the target'),
  service_level_floor: fractionField
    .optional()
    .describe('least service level of any interval, for a target by the day or week; default 50 %'),
  min_rest: positiveDurationField.optional().describe('least time between two shifts; default 11h'),
  max_agents: wholeField.optional().describe('most people of all contracts in one team'),
});

/** Every key of `surgecast.yaml`; every one has a default. */
const wholeSchema = z.strictObject({
  name: z.string().optional().describe('the centre’s name, for headers'),
  timezone: timeZoneField.optional().describe('default UTC'),
  interval: intervalField.optional().describe('default 30m'),
  currency: z.string().optional().describe('shown beside money; default none'),
  country: z.string().optional().describe('two-letter code, for phone numbers'),
  channels: z.record(z.string(), channelSchema).optional(),
  teams: z.record(z.string(), teamSchema).optional(),
  holidays: z
    .union([
      z.string().describe('a country or country-region code such as US or US-NY'),
      z.array(holidaySchema),
    ])
    .optional(),
  media: z.record(z.string(), mediumSchema).optional().describe('medium → how people respond'),
  types: z.record(z.string(), mediumSchema).optional().describe('campaign type → how people respond'),
  campaigns: z.record(z.string(), mediumSchema).optional().describe('campaign id → how people respond'),
  columns: z.record(z.string(), z.string()).optional().describe('calendar column of surgecast → your header'),
  trust_calendar: z
    .boolean()
    .optional()
    .describe('take marketing’s numbers as they are, whatever their track record'),
  staffing: staffingSchema.optional(),
  scheduling: schedulingSchema.optional(),
  shifts: z.array(shiftSchema).optional().describe('shift patterns, where there is no shifts.csv'),
  contracts: z
    .record(z.string(), contractSchema)
    .optional()
    .describe('name → kind of employment, for weekly tours'),
  checks: checksSchema.optional(),
});

/** `surgecast.yaml` with what only the whole of it shows. */
export const settingsSchema = wholeSchema.superRefine((settings, context) => {
  for (const { path, message, hint } of wholeProblems(settings))
    context.addIssue({ code: 'custom', path: [...path], message, params: { hint } });
});

/** Settings as written, each value in the program's units. */
export type WrittenSettings = z.output<typeof wholeSchema>;
export type WrittenChannel = z.output<typeof channelSchema>;
export type WrittenTeam = z.output<typeof teamSchema>;
export type WrittenMedium = z.output<typeof mediumSchema>;
export type WrittenCurve = z.output<typeof curveSchema>;
