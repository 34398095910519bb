import type { ShiftPattern } from './shift-pattern.ts';

/** A kind of employment for weekly tours: one length of shift on a fixed number of days, starts close together. */
export interface TourContract {
  readonly name: string;
  /** Its shifts; the first length counts. */
  readonly pattern: ShiftPattern;
  readonly daysPerWeek: number;
  /** Wage for a paid hour; undefined = the pattern's, then the team's. */
  readonly costPerHour?: number | undefined;
  /** Most people who can be had. */
  readonly maximumAgents?: number | undefined;
  /** Fewest people who have to be given a tour. */
  readonly minimumAgents?: number | undefined;
  /** Largest share of all people: the part-time mix. */
  readonly maximumShare?: number | undefined;
}

/** The starts of one band: whatever an agent works on the days of a week, a night's rest lies in between. */
export interface StartBand {
  readonly contract: TourContract;
  /** The pattern with its starts cut to the band. */
  readonly pattern: ShiftPattern;
}

const day = 86_400;
const widestBand = 7200;

/**
 * Splits the starts of a contract into bands so narrow that the least rest is kept on any two days: band ≤ 24 h − length − rest, and
 * never more than two hours, since people want to come at about the same time. No bands when the shift is too long for the rest.
 */
export function startBands(contract: TourContract, restSeconds: number): readonly StartBand[] {
  const { pattern } = contract;
  const length = pattern.lengths[0];
  if (length === undefined || day - length < restSeconds) return [];
  const width =
    Math.floor(Math.min(widestBand, day - length - restSeconds) / pattern.startStep) * pattern.startStep;
  const bands: StartBand[] = [];
  for (
    let first = pattern.earliestStart;
    first <= pattern.latestStart;
    first += Math.max(width, pattern.startStep)
  ) {
    const latestStart = Math.min(first + width, pattern.latestStart);
    bands.push({
      contract,
      pattern: {
        ...pattern,
        name: contract.name,
        lengths: [length],
        earliestStart: first,
        latestStart,
        costPerHour: 0,
        maximumAgents: undefined,
      },
    });
    if (latestStart === pattern.latestStart) break;
  }
  return bands;
}
