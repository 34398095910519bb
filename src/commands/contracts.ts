import { secondsPerDay } from '../calendar/local-date.ts';
import { didYouMean } from '../problems/did-you-mean.ts';
import { InputError, type InputProblem } from '../problems/input-error.ts';
import type { ShiftPattern } from '../scheduling/shift-pattern.ts';
import type { TourContract } from '../scheduling/tour-contract.ts';
import type { ContractSettings, Settings } from '../settings/settings.ts';
import type { PlaceOf } from '../settings/yaml-places.ts';

/** A contract with its shifts; with a team it is only that team’s. */
export type TeamContract = TourContract & { readonly team: string | undefined };

function hours(seconds: number): string {
  return `${Number((seconds / 3600).toFixed(2))} h`;
}

/** The patterns that a contract names: those of its team, and of every team where it has none. */
function patternsOf(contract: ContractSettings, patterns: readonly ShiftPattern[]): readonly ShiftPattern[] {
  return patterns.filter(
    ({ name, team }) =>
      name === contract.shift &&
      (contract.team === undefined || team === undefined || team === contract.team),
  );
}

interface ContractShift {
  readonly pattern: ShiftPattern;
  readonly length: number;
}

interface Problem {
  readonly key: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

function missingShift(contract: ContractSettings, patterns: readonly ShiftPattern[]): Problem {
  const names = [...new Set(patterns.map(({ name }) => name))];
  const meant = didYouMean(contract.shift, names);
  const team = contract.team === undefined ? '' : ` of team "${contract.team}"`;
  return {
    key: 'shift',
    message: `there is no shift "${contract.shift}"${team}`,
    hint: `${meant === undefined || meant === contract.shift ? '' : `did you mean ${meant}? `}shifts: ${names.join(', ')}`,
  };
}

/** The patterns of a contract’s name that have its length, each with the length that the contract works. */
function choicesOf(contract: ContractSettings, named: readonly ShiftPattern[]): readonly ContractShift[] {
  return named.flatMap((pattern) => {
    const length = contract.lengthSeconds ?? pattern.lengths[0];
    return length !== undefined && pattern.lengths.includes(length) ? [{ pattern, length }] : [];
  });
}

/** True for patterns that a contract cannot choose between: the same team may work both. */
function isAmbiguous(choices: readonly ContractShift[]): boolean {
  const teams = choices.map(({ pattern }) => pattern.team);
  return choices.length > 1 && (teams.includes(undefined) || new Set(teams).size < teams.length);
}

function problemOf(
  contract: ContractSettings,
  patterns: readonly ShiftPattern[],
  minimumRestSeconds: number,
): Problem | undefined {
  const named = patternsOf(contract, patterns);
  if (named.length === 0) return missingShift(contract, patterns);
  const choices = choicesOf(contract, named);
  const key = contract.lengthSeconds === undefined ? 'shift' : 'length';
  if (choices.length === 0) {
    const lengths = [...new Set(named.flatMap((pattern) => pattern.lengths))];
    return {
      key,
      message: `the shift "${contract.shift}" does not last ${hours(contract.lengthSeconds ?? 0)}`,
      hint: `its lengths: ${lengths.map(hours).join(', ')}`,
    };
  }
  if (isAmbiguous(choices))
    return {
      key: 'shift',
      message: `${choices.length} shifts are called "${contract.shift}", and a contract works one`,
      hint: 'say its length, or give each shift a name of its own',
    };
  const longest = Math.max(...choices.map(({ length }) => length));
  const rest = secondsPerDay - longest;
  if (rest >= minimumRestSeconds) return undefined;
  return {
    key,
    message: `a shift of ${hours(longest)} leaves ${hours(rest)} until the next day’s, less than the ${hours(minimumRestSeconds)} of rest`,
    hint: 'take a shorter shift, or set scheduling.min_rest',
  };
}

/**
 * The contracts of the settings with their shifts; one that several teams have, each with a pattern of its own, becomes one a team.
 *
 * @throws InputError with every contract whose shift or length does not exist, is not one, or leaves too little rest
 */
export function contractsOf(
  settings: Pick<Settings, 'contracts' | 'scheduling'>,
  { patterns, placeOf }: { readonly patterns: readonly ShiftPattern[]; readonly placeOf: PlaceOf },
): readonly TeamContract[] {
  const problems = settings.contracts.flatMap((contract): InputProblem[] => {
    const problem = problemOf(contract, patterns, settings.scheduling.minimumRestSeconds);
    if (problem === undefined) return [];
    const { key, message, hint } = problem;
    const place = placeOf(['contracts', contract.name, key]);
    return [{ ...place, message: `contracts.${contract.name}.${key}: ${message}`, hint }];
  });
  if (problems.length > 0) throw new InputError(problems);
  return settings.contracts.flatMap((contract) =>
    choicesOf(contract, patternsOf(contract, patterns)).map(({ pattern, length }) => ({
      name: contract.name,
      team: contract.team ?? pattern.team,
      pattern: { ...pattern, lengths: [length] },
      daysPerWeek: contract.daysPerWeek,
      costPerHour: contract.costPerHour,
      minimumAgents: contract.minimumAgents,
      maximumAgents: contract.maximumAgents,
      maximumShare: contract.maximumShare,
    })),
  );
}
