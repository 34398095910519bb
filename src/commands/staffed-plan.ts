import { formatDay } from '../calendar/local-date.ts';
import { timeZone } from '../calendar/time-zone.ts';
import { readStaff } from '../io/staff-table.ts';
import type { Plan } from '../plan/plan.ts';
import { planOfRequirement, requirementOfDays, type GivenRequirement } from '../plan/plan-of-requirement.ts';
import { InputError } from '../problems/input-error.ts';
import type { EnvelopeHead } from '../report/json-envelope.ts';
import { resolveSettings } from '../settings/resolve-settings.ts';
import type { WrittenSettings } from '../settings/schema.ts';
import { listOption, numberOption, textOption, type CommandContext } from './context.ts';
import { checkNames, loadInputs } from './load-inputs.ts';
import { loadWritten, withHolidays, withOptions } from './load-settings.ts';
import { openTable } from './open-table.ts';
import { refuseTwoStdin } from './plan-files.ts';
import { computePlan, envelopeHead } from './plan-result.ts';

/** A plan with agents and no shifts yet, and what is to be said of where it comes from. */
export interface StaffedPlan {
  readonly plan: Plan;
  readonly head: EnvelopeHead;
}

/** Settings in which every team of the file is one, also those that nobody wrote down. */
function withTeams(written: WrittenSettings, teams: readonly string[]): WrittenSettings {
  const missing = teams.filter((team) => written.teams?.[team] === undefined);
  return {
    ...written,
    teams: { ...written.teams, ...Object.fromEntries(missing.map((team) => [team, {}])) },
  };
}

function wantedPart(context: CommandContext, given: GivenRequirement, file: string): GivenRequirement {
  const { grid } = given;
  const firstDay = numberOption(context.options, 'asOf') ?? grid.firstDay;
  const days =
    numberOption(context.options, 'days') ?? grid.firstDay + grid.days - Math.max(firstDay, grid.firstDay);
  const part = requirementOfDays(given, firstDay, Math.max(1, days));
  const teams = listOption(context.options, 'team');
  if (part !== undefined)
    return { ...part, teams: part.teams.filter(({ team }) => teams.length === 0 || teams.includes(team)) };
  throw new InputError([
    {
      file,
      message: `holds ${formatDay(grid.firstDay)} to ${formatDay(grid.firstDay + grid.days - 1)}, none of the days asked for`,
      hint: 'leave out --as-of and --days to take all its days',
    },
  ]);
}

/** Agents from a file: no history, no forecast. */
async function fromStaffFile(context: CommandContext, path: string): Promise<StaffedPlan> {
  refuseTwoStdin(context);
  const { written: plain, record } = await loadWritten(context);
  const written = withOptions(context, plain);
  const zone = timeZone(written.timezone ?? 'UTC');
  const table = openTable(context.host, path);
  const staff = await readStaff(table.source, { timeZone: zone, teams: Object.keys(written.teams ?? {}) });
  const resolved = resolveSettings(
    withTeams(
      written,
      staff.teams.map(({ team }) => team),
    ),
    { historyChannels: [], campaignChannels: [] },
  );
  checkNames(context, resolved);
  const given = wantedPart(context, staff, table.source.file);
  const { firstDay, days } = given.grid;
  const settings = await withHolidays(resolved, [], [firstDay, firstDay + days]);
  const plan = planOfRequirement(given, settings);
  const notes = staff.notes.map(({ message, count }) => ({
    topic: 'scheduling' as const,
    message: count > 1 ? `${message} (${count} times)` : message,
  }));
  return {
    plan: { ...plan, notes: [...plan.notes, ...notes] },
    head: {
      version: context.host.version,
      asOf: firstDay,
      timeZone: settings.timeZone,
      inputs: [table.record(staff.rows), ...(record === undefined ? [] : [record])],
      settings: written,
    },
  };
}

/** The agents that shifts have to cover: of the file that `--staff` names, else of the plan folder. @throws InputError */
export async function staffedPlan(context: CommandContext): Promise<StaffedPlan> {
  const file = textOption(context.options, 'staff');
  if (file !== undefined) return fromStaffFile(context, file);
  const inputs = await loadInputs(context);
  const { plan } = await computePlan(context, inputs, { shifts: false });
  return { plan, head: envelopeHead(context, inputs) };
}
