import { didYouMean } from '../problems/did-you-mean.ts';
import { InputError, type InputProblem } from '../problems/input-error.ts';
import type { ShiftPattern } from '../scheduling/shift-pattern.ts';
import type { TourContract } from '../scheduling/tour-contract.ts';
import type { ContractSettings, Settings } from '../settings/settings.ts';

/** A contract with its shifts; with a team it is only that team’s. */
export type TeamContract = TourContract & { readonly team: string | undefined };

function hours(seconds: number): string {
  return `${Number((seconds / 3600).toFixed(2))} h`;
}

/** The pattern that a contract names: of its team where several have the name. */
function patternOf(contract: ContractSettings, patterns: readonly ShiftPattern[]): readonly ShiftPattern[] {
  return patterns.filter(
    ({ name, team }) =>
      name === contract.shift &&
      (contract.team === undefined || team === undefined || team === contract.team),
  );
}

function problemsOf(
  contract: ContractSettings,
  patterns: readonly ShiftPattern[],
  minimumRestSeconds: number,
): InputProblem[] {
  const at = (key: string, message: string, hint?: string): InputProblem[] => [
    { file: 'surgecast.yaml', message: `contracts.${contract.name}.${key}: ${message}`, hint },
  ];
  const named = patternOf(contract, patterns);
  if (named.length === 0) {
    const names = [...new Set(patterns.map(({ name }) => name))];
    const meant = didYouMean(contract.shift, names);
    const team = contract.team === undefined ? '' : ` of team "${contract.team}"`;
    return at(
      'shift',
      `there is no shift "${contract.shift}"${team}`,
      `${meant === undefined || meant === contract.shift ? '' : `did you mean ${meant}? `}shifts: ${names.join(', ')}`,
    );
  }
  const lengths = named.flatMap((pattern) => pattern.lengths);
  if (contract.lengthSeconds !== undefined && !lengths.includes(contract.lengthSeconds))
    return at(
      'length',
      `the shift "${contract.shift}" does not last ${hours(contract.lengthSeconds)}`,
      `its lengths: ${lengths.map(hours).join(', ')}`,
    );
  const length = contract.lengthSeconds ?? lengths[0] ?? 0;
  if (86_400 - length >= minimumRestSeconds) return [];
  return at(
    contract.lengthSeconds === undefined ? 'shift' : 'length',
    `a shift of ${hours(length)} leaves ${hours(86_400 - length)} until the next day’s, less than the ${hours(minimumRestSeconds)} of rest`,
    'take a shorter shift, or set scheduling.min_rest',
  );
}

/**
 * The contracts of the settings with their shifts, one for each pattern that has the name and the length.
 *
 * @throws InputError with every contract whose shift or length does not exist or leaves too little rest
 */
export function contractsOf(settings: Settings, patterns: readonly ShiftPattern[]): readonly TeamContract[] {
  const { minimumRestSeconds } = settings.scheduling;
  const problems = settings.contracts.flatMap((contract) =>
    problemsOf(contract, patterns, minimumRestSeconds),
  );
  if (problems.length > 0) throw new InputError(problems);
  return settings.contracts.flatMap((contract) =>
    patternOf(contract, patterns).flatMap((pattern): TeamContract[] => {
      const length = contract.lengthSeconds ?? pattern.lengths[0];
      if (length === undefined || !pattern.lengths.includes(length)) return [];
      return [
        {
          name: contract.name,
          team: contract.team ?? pattern.team,
          pattern: { ...pattern, lengths: [length] },
          daysPerWeek: contract.daysPerWeek,
          costPerHour: contract.costPerHour,
          minimumAgents: contract.minimumAgents,
          maximumAgents: contract.maximumAgents,
          maximumShare: contract.maximumShare,
        },
      ];
    }),
  );
}
