import { z } from 'zod';
import { parseOpeningHours } from '../calendar/opening-hours.ts';
import {
  countField,
  fractionField,
  openingHoursField,
  partFractionField,
  positiveDurationField,
  wholeField,
  type WholeParameters,
} from './fields.ts';

const shrinkageSchema = z.union([
  partFractionField.transform((fraction) => ({ total: fraction })),
  z.record(z.string(), partFractionField),
]);

const availableAgentsSchema = z.union([
  countField,
  z
    .record(z.string(), countField)
    .superRefine((agents, context) => {
      for (const text of Object.keys(agents)) {
        if (!('problem' in parseOpeningHours(text))) continue;
        const params: WholeParameters = { whole: 'key' };
        context.addIssue({
          code: 'custom',
          path: [text],
          message: 'expected opening hours such as "Mon-Fri 08:00-20:00" before the number of agents',
          params,
        });
      }
    })
    .describe('opening hours → agents on duty'),
]);

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

/** One team, under its name. */
export const teamSchema = z
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
