import { formatDay } from '../calendar/local-date.ts';
import type { SpecialDay } from '../calendar/special-days.ts';
import { timeZone } from '../calendar/time-zone.ts';
import { readHolidays } from '../io/holidays-table.ts';
import { readStaff } from '../io/staff-table.ts';
import type { Plan } from '../plan/plan.ts';
import { planOfRequirement, requirementOfDays, type GivenRequirement } from '../plan/plan-of-requirement.ts';
import { InputError } from '../problems/input-error.ts';
import type { EnvelopeHead, InputRecord } from '../report/json-envelope.ts';
import { resolveSettings } from '../settings/resolve-settings.ts';
import type { WrittenSettings } from '../settings/schema.ts';
import type { PlaceOf } from '../settings/yaml-places.ts';
import { listOption, numberOption, textOption, type CommandContext } from './context.ts';
import { allOrEveryProblem } from './every-problem.ts';
import { checkNames, loadInputs } from './load-inputs.ts';
import { loadWritten, withHolidays, withOptions } from './load-settings.ts';
import { openTable } from './open-table.ts';
import { locate, refuseTwoStdin } from './plan-files.ts';
import { computePlan, envelopeHead } from './plan-result.ts';
import { tableNotes } from './table-notes.ts';

/** A plan with agents and no shifts yet, and what is to be said of where it comes from. */
export interface StaffedPlan {
  readonly plan: Plan;
  readonly head: EnvelopeHead;
  /** Where a setting stands in its file. */
  readonly placeOf: PlaceOf;
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

/** Options that shape a forecast, which a file of agents stands in for. */
const forecastOptions = ['history', 'campaigns', 'interval', 'channel', 'staffTo', 'model'];

/** Refuses what would have no effect. @throws InputError */
function refuseForecastOptions(context: CommandContext): void {
  const given = forecastOptions.filter((name) => context.options[name] !== undefined);
  if (given.length === 0) return;
  const flags = given.map((name) => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  throw new InputError([
    {
      file: flags.join(', '),
      message: 'no forecast is made where --staff names the agents needed',
      hint: `leave out --staff, or ${flags.join(' and ')}`,
    },
  ]);
}

async function folderHolidays(
  context: CommandContext,
): Promise<{ readonly days: readonly SpecialDay[]; readonly records: readonly InputRecord[] }> {
  const file = await locate(context, 'holidays', 'holidays.csv');
  if (file === undefined) return { days: [], records: [] };
  const table = openTable(context.host, file);
  const { days, rows } = await readHolidays(table.source);
  return { days, records: [table.record(rows)] };
}

/** Agents from a file: no history, no forecast. */
async function fromStaffFile(context: CommandContext, path: string): Promise<StaffedPlan> {
  refuseTwoStdin(context);
  refuseForecastOptions(context);
  const { written: plain, placeOf, record } = await loadWritten(context);
  const written = withOptions(context, plain);
  const zone = timeZone(written.timezone ?? 'UTC');
  const table = openTable(context.host, path);
  const [staff, holidays] = await allOrEveryProblem([
    readStaff(table.source, { timeZone: zone, teams: Object.keys(written.teams ?? {}) }),
    folderHolidays(context),
  ]);
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
  const range = [firstDay, firstDay + days] as const;
  const settings = await withHolidays(resolved, { listed: holidays.days, range, placeOf });
  const plan = planOfRequirement(given, settings);
  const records = [table.record(staff.rows), ...holidays.records, ...(record === undefined ? [] : [record])];
  return {
    plan: { ...plan, notes: [...plan.notes, ...tableNotes('scheduling', staff.notes)] },
    head: {
      version: context.host.version,
      asOf: firstDay,
      timeZone: settings.timeZone,
      inputs: records,
      settings: written,
    },
    placeOf,
  };
}

/** The agents that shifts have to cover: of the file that `--staff` names, else of the plan folder. @throws InputError */
export async function staffedPlan(context: CommandContext): Promise<StaffedPlan> {
  const file = textOption(context.options, 'staff');
  if (file !== undefined) return fromStaffFile(context, file);
  const inputs = await loadInputs(context);
  const { plan } = await computePlan(context, inputs, { shifts: false });
  return { plan, head: envelopeHead(context, inputs), placeOf: inputs.placeOf };
}
