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
  wholeField,
} from './fields.ts';
import { contractSchema, shiftSchema } from './shift-schema.ts';
import { teamSchema } from './team-schema.ts';

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
export const settingsSchema = z.strictObject({
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

/** Settings as written, each value in the program's units. */
export type WrittenSettings = z.output<typeof settingsSchema>;
export type WrittenChannel = z.output<typeof channelSchema>;
export type WrittenTeam = z.output<typeof teamSchema>;
export type WrittenMedium = z.output<typeof mediumSchema>;
export type WrittenCurve = z.output<typeof curveSchema>;
