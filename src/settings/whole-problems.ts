import { didYouMean } from '../problems/did-you-mean.ts';
import { shiftPatternProblems } from '../scheduling/input-problems.ts';
import type { WrittenSettings } from './schema.ts';

/** A mistake that one value does not show by itself. */
interface WholeProblem {
  /** Keys from the top to the value. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string | undefined;
}

function unknownTeam(team: string, teams: readonly string[]): Pick<WholeProblem, 'message' | 'hint'> {
  const meant = didYouMean(team, teams);
  return {
    message: `there is no team "${team}"`,
    hint: meant === undefined ? `teams: ${teams.join(', ')}` : `did you mean ${meant}?`,
  };
}

function shiftProblems({ shifts = [] }: WrittenSettings, teams: readonly string[]): WholeProblem[] {
  return shiftPatternProblems(shifts, { teams })
    .filter(({ kind }) => kind !== 'unknown-team' || teams.length > 0)
    .map(({ kind, index, field, message, hint }) => ({
      path: ['shifts', index, field],
      ...(kind === 'unknown-team' ? unknownTeam(shifts[index]?.team ?? '', teams) : { message, hint }),
    }));
}

function contractProblems({ contracts = {} }: WrittenSettings, teams: readonly string[]): WholeProblem[] {
  return Object.entries(contracts).flatMap(([name, { team, min_agents: least, max_agents: most }]) => {
    const problems: WholeProblem[] = [];
    if (team !== undefined && teams.length > 0 && !teams.includes(team))
      problems.push({ path: ['contracts', name, 'team'], ...unknownTeam(team, teams) });
    if (least !== undefined && most !== undefined && least > most)
      problems.push({
        path: ['contracts', name, 'min_agents'],
        message: `expected no more than max_agents (${most})`,
      });
    return problems;
  });
}

function lendingProblems({ teams = {} }: WrittenSettings): WholeProblem[] {
  const names = Object.keys(teams);
  return Object.entries(teams).flatMap(([name, team]) =>
    Object.keys(team.lends_to ?? {}).flatMap((other): WholeProblem[] => {
      const path = ['teams', name, 'lends_to', other];
      if (other === name)
        return [{ path, message: 'expected another team: a team has its own people already' }];
      return names.includes(other) ? [] : [{ path, ...unknownTeam(other, names) }];
    }),
  );
}

/** What is wrong with settings whose values all read by themselves. Teams are checked only where the settings list any. */
export function wholeProblems(settings: WrittenSettings): readonly WholeProblem[] {
  const teams = Object.keys(settings.teams ?? {});
  return [
    ...shiftProblems(settings, teams),
    ...contractProblems(settings, teams),
    ...lendingProblems(settings),
  ];
}
