import { z } from 'zod';
import { isTimeZone } from '../calendar/time-zone.ts';
import { parseOpeningHours, type OpeningHours } from '../calendar/opening-hours.ts';
import { parseDuration } from '../calendar/duration.ts';
import { parseFraction, parseServiceTarget, type ServiceTarget } from './values.ts';

/** Words for `expected …` in a message, with an example; also the description in the JSON Schema. */
interface FieldText {
  readonly expected: string;
}

function parsed<Input extends z.ZodType, Output>(
  input: Input,
  parse: (value: z.output<Input>) => Output | undefined,
  { expected }: FieldText,
) {
  return input
    .transform((value, context): Output => {
      const result = parse(value);
      if (result === undefined) {
        context.issues.push({ code: 'custom', message: `expected ${expected}`, input: value });
        return z.NEVER;
      }
      return result;
    })
    .describe(expected);
}

const textOrNumber = z.union([z.string(), z.number()]);

/** A duration in seconds. */
export const durationField = parsed(textOrNumber, parseDuration, {
  expected: 'a duration such as 6m, 4m30s, 90s or 14d',
});

/** A positive duration in seconds. */
export const positiveDurationField = parsed(
  textOrNumber,
  (value) => {
    const seconds = parseDuration(value);
    return seconds !== undefined && seconds > 0 ? seconds : undefined;
  },
  { expected: 'a duration above zero such as 6m, 4m30s or 90s' },
);

/** A share 0–1, written as `30%` or `0.3`. */
export const fractionField = parsed(textOrNumber, parseFraction, { expected: 'a share such as 30% or 0.3' });

/** A share that leaves something: below 100 %. */
export const partFractionField = parsed(
  textOrNumber,
  (value) => {
    const fraction = parseFraction(value);
    return fraction !== undefined && fraction < 1 ? fraction : undefined;
  },
  { expected: 'a share below 100 %, such as 30% or 0.3' },
);

/** A service-level target. */
export const serviceTargetField = parsed(
  z.string(),
  (value): ServiceTarget | undefined => parseServiceTarget(value),
  {
    expected: 'a target such as 80/20s: 80 % answered within 20 seconds',
  },
);

/** Opening hours. */
export const openingHoursField = z
  .string()
  .transform((value, context): OpeningHours => {
    const hours = parseOpeningHours(value);
    if ('problem' in hours) {
      context.issues.push({
        code: 'custom',
        message: `expected opening hours such as "Mon-Fri 08:00-20:00, Sat 09:00-17:00", 24x7 or closed; "${hours.problem}" does not read as days and times`,
        input: value,
      });
      return z.NEVER;
    }
    return hours;
  })
  .describe('opening hours such as "Mon-Fri 08:00-20:00, Sat 09:00-17:00", 24x7 or closed');

/** An IANA time zone name. */
export const timeZoneField = parsed(z.string(), (value) => (isTimeZone(value) ? value : undefined), {
  expected: 'a time zone of the IANA list, such as America/New_York or Europe/London',
});

/** The plan's interval. */
export const intervalField = parsed(
  textOrNumber,
  (value) => {
    const seconds = typeof value === 'number' ? value * 60 : parseDuration(value);
    return seconds !== undefined && [900, 1800, 3600].includes(seconds) ? seconds : undefined;
  },
  { expected: '15m, 30m or 60m' },
);

/** How many, 0 or more. */
export const countField = z.number().min(0, 'expected a number of 0 or more');

/** A whole number, 0 or more. */
export const wholeField = z.number().int().min(0, 'expected 0 or more');

/** How to tell a mistake that a value does not show by itself: at its key or at the value, without repeating what was found. */
export type WholeParameters = Readonly<Record<string, unknown>> & {
  readonly whole: 'key' | 'value';
  readonly hint?: string | undefined;
};
