import { didYouMean } from '../problems/did-you-mean.ts';
import type { SettingsPath } from './yaml-places.ts';

/** A team that somebody names and that is none. */
export interface TeamProblem {
  readonly path: SettingsPath;
  /** True where the team is the last key of the path, not its value. */
  readonly isKey: boolean;
  readonly message: string;
  readonly hint?: string | undefined;
}

type Tree = Readonly<Record<string, unknown>>;

function entriesOf(value: unknown): readonly [string, Tree][] {
  const tree = (inner: unknown): Tree => (typeof inner === 'object' && inner !== null ? (inner as Tree) : {});
  return Object.entries(tree(value)).map(([key, inner]) => [key, tree(inner)]);
}

/** Every `team:` of channels, shifts and contracts. */
function namedTeams(written: Tree): readonly { readonly path: SettingsPath; readonly team: string }[] {
  return ['channels', 'shifts', 'contracts'].flatMap((section) =>
    entriesOf(written[section]).flatMap(([name, { team }]) => {
      const item = Array.isArray(written[section]) ? Number(name) : name;
      return typeof team === 'string' ? [{ path: [section, item, 'team'], team }] : [];
    }),
  );
}

function unknownTeam(team: string, teams: readonly string[]): Pick<TeamProblem, 'message' | 'hint'> {
  const meant = didYouMean(team, teams);
  return {
    message: `there is no team "${team}"`,
    hint: meant === undefined ? `teams: ${teams.join(', ')}` : `did you mean ${meant}?`,
  };
}

/**
 * Teams that are named somewhere and not listed under `teams`, and teams that lend to themselves. Nothing is wrong where the settings list no
 * team. Looks at the settings as they stand in the file, so that other mistakes in them hide none of these.
 *
 * @example unknownTeams({ teams: { voice: {} }, channels: { phone: { team: 'voise' } } })[0].hint // => 'did you mean voice?'
 * @example unknownTeams({ channels: { phone: { team: 'voise' } } }) // => []
 */
export function unknownTeams(written: Tree): readonly TeamProblem[] {
  const own = entriesOf(written['teams']);
  const teams = own.map(([name]) => name);
  if (teams.length === 0) return [];
  const named = namedTeams(written)
    .filter(({ team }) => !teams.includes(team))
    .map(({ path, team }) => ({ path, isKey: false, ...unknownTeam(team, teams) }));
  const lent = own.flatMap(([name, { lends_to: lends }]) =>
    entriesOf(lends).flatMap(([other]): TeamProblem[] => {
      const at = { path: ['teams', name, 'lends_to', other], isKey: true };
      if (other === name) return [{ ...at, message: 'a team cannot lend its people to itself' }];
      return teams.includes(other) ? [] : [{ ...at, ...unknownTeam(other, teams) }];
    }),
  );
  return [...named, ...lent];
}
