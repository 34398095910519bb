import { z } from 'zod';
import { shiftPatternProblems } from '../scheduling/input-problems.ts';
import {
  parseBreaks,
  parseClock,
  parseLengths,
  parseShiftDuration,
  parseWeekdayList,
  type FieldProblem,
} from '../scheduling/schedule-fields.ts';
import { completePattern, type ShiftPattern } from '../scheduling/shift-pattern.ts';
import { countField, fractionField, positiveDurationField, type WholeParameters } from './fields.ts';

function isProblem(value: unknown): value is FieldProblem {
  return typeof value === 'object' && value !== null && 'problem' in value && 'expected' in value;
}

/** A text in a notation of shifts.csv. */
function notation<Output>(parse: (text: string) => Output | FieldProblem | undefined, expected: string) {
  return z
    .union([z.string(`expected ${expected}`), z.number()])
    .transform((written, context): Output => {
      const value = parse(String(written));
      if (value !== undefined && !isProblem(value)) return value;
      const part =
        isProblem(value) && value.problem !== String(written) ? `; "${value.problem}" does not read` : '';
      context.issues.push({
        code: 'custom',
        message: `expected ${isProblem(value) ? value.expected : expected}${part}`,
        input: written,
      });
      return z.NEVER;
    })
    .describe(expected);
}

const lengthsText = 'shift lengths from start to end such as 8h30m, or several: "4h 6h 8h"';
const clockField = notation(parseClock, 'a time of day such as "07:00"');

/** One shift pattern, in the columns and notations of shifts.csv. */
export const shiftSchema = z
  .strictObject({
    name: z.string('expected a name').min(1, 'expected a name'),
    team: z.string().optional().describe('the only team that uses it; default: every team'),
    days: notation(parseWeekdayList, 'weekdays such as Mon-Fri or Sat+Sun').optional(),
    earliest_start: clockField,
    latest_start: clockField.optional().describe('default: the earliest; before it = after midnight'),
    start_step: notation(parseShiftDuration, 'a duration such as 30m').optional(),
    lengths: z.union([
      notation(parseLengths, lengthsText),
      z.array(notation(parseShiftDuration, lengthsText)).min(1, `expected ${lengthsText}`),
    ]),
    breaks: notation(
      parseBreaks,
      'breaks such as "lunch 30m unpaid 3h-5h; break 15m 1h30m-2h30m"',
    ).optional(),
    cost_per_hour: countField.optional().describe('wage for a paid hour; default: the team’s'),
    max_agents: countField.int().optional().describe('most people who may start it on one day'),
  })
  .transform((shift): ShiftPattern =>
    completePattern({
      name: shift.name,
      team: shift.team,
      weekdays: shift.days,
      earliestStart: shift.earliest_start,
      latestStart: shift.latest_start,
      startStep: shift.start_step,
      lengths: shift.lengths,
      breaks: shift.breaks,
      costPerHour: shift.cost_per_hour,
      maximumAgents: shift.max_agents,
    }),
  )
  .superRefine((pattern, context) => {
    const teams = pattern.team === undefined ? [] : [pattern.team];
    for (const { field, message, hint } of shiftPatternProblems([pattern], { teams })) {
      const params: WholeParameters = { whole: 'value', hint };
      context.addIssue({ code: 'custom', path: [field], message, params });
    }
  })
  .describe('a family of shifts, in the columns of shifts.csv');

/** One kind of employment for weekly tours. */
export const contractSchema = z
  .strictObject({
    team: z.string().optional().describe('the only team that has it; default: every team'),
    shift: z
      .string('expected the name of a shift pattern')
      .describe('name of the shift pattern that it works'),
    length: positiveDurationField.optional().describe('length of its shifts; default: the pattern’s first'),
    days_per_week: z
      .int('expected 1 to 7 days')
      .min(1, 'expected 1 to 7 days')
      .max(7, 'expected 1 to 7 days'),
    min_agents: countField.int().optional(),
    max_agents: countField.int().optional(),
    max_share: fractionField.optional().describe('largest share of the team’s people: the part-time mix'),
    cost_per_hour: countField
      .optional()
      .describe('wage for a paid hour; default: the pattern’s, then the team’s'),
  })
  .superRefine(({ min_agents: least, max_agents: most }, context) => {
    if (least === undefined || most === undefined || least <= most) return;
    context.addIssue({
      code: 'custom',
      path: ['min_agents'],
      message: `expected no more than max_agents (${most})`,
    });
  })
  .describe('a kind of employment: people who work this shift on so many days a week');
