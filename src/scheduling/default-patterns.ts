import type { BreakPattern, ShiftPattern } from './shift-pattern.ts';

const hour = 3600;
const quarter = 900;

function shortBreak(earliest: number, latest: number): BreakPattern {
  return { kind: 'break', seconds: quarter, earliestStart: earliest, latestStart: latest, paid: true };
}

function lunch(earliest: number, latest: number): BreakPattern {
  return { kind: 'lunch', seconds: 2 * quarter, earliestStart: earliest, latestStart: latest, paid: false };
}

function pattern(
  name: string,
  hours: number,
  startStep: number,
  breaks: readonly BreakPattern[],
): ShiftPattern {
  return {
    name,
    earliestStart: 0,
    latestStart: 24 * hour - startStep,
    startStep,
    lengths: [hours * hour],
    breaks,
  };
}

/**
 * What is offered when nobody says which shifts there are: 4, 6, 8.5 and 10.5 hours on any step of the day. Four hours
 * have one paid 15-minute break, six hours two, the long ones an unpaid half-hour lunch around the middle and a paid
 * break on either side of it.
 *
 * Source: Directive 2003/88/EC, article 4, asks for a break in working days of more than six hours; the rest is the habit of the field.
 *
 * @param startStep seconds between starts: the plan's interval, or 30 minutes to keep shift tables short
 */
export function defaultShiftPatterns(startStep: number): readonly ShiftPattern[] {
  return [
    pattern('short', 4, startStep, [shortBreak(1.5 * hour, 2.5 * hour)]),
    pattern('medium', 6, startStep, [
      shortBreak(1.25 * hour, 2.25 * hour),
      shortBreak(3.5 * hour, 4.5 * hour),
    ]),
    pattern('full', 8.5, startStep, [
      shortBreak(1.25 * hour, 2.25 * hour),
      lunch(3 * hour, 5 * hour),
      shortBreak(6 * hour, 7 * hour),
    ]),
    pattern('long', 10.5, startStep, [
      shortBreak(1.75 * hour, 2.75 * hour),
      lunch(4 * hour, 6 * hour),
      shortBreak(7.75 * hour, 8.75 * hour),
    ]),
  ];
}
