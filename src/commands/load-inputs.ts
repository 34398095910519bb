import type { DayNumber } from '../calendar/local-date.ts';
import { timeZone, type TimeZone } from '../calendar/time-zone.ts';
import type { SpecialDay } from '../calendar/special-days.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import type { History } from '../history/contact-series.ts';
import { readCalendar, type CalendarTable } from '../io/calendar-table.ts';
import { readHistory } from '../io/history-table.ts';
import { readHolidays, type HolidaysTable } from '../io/holidays-table.ts';
import type { PlanNote } from '../plan/plan.ts';
import { InputError, type InputProblem } from '../problems/input-error.ts';
import type { InputRecord } from '../report/json-envelope.ts';
import { readSettings } from '../settings/read-settings.ts';
import { resolveSettings } from '../settings/resolve-settings.ts';
import type { WrittenSettings } from '../settings/schema.ts';
import type { Settings } from '../settings/settings.ts';
import { listOption, numberOption, textOption, type CommandContext } from './context.ts';
import { readText, type Host } from './host.ts';
import { openTable, type HashedTable } from './open-table.ts';

/** Everything that a command computes from, read and understood. */
export interface Inputs {
  readonly folder: string;
  readonly history: History;
  readonly campaigns: readonly Campaign[];
  readonly settings: Settings;
  readonly written: WrittenSettings;
  readonly timeZone: TimeZone;
  readonly asOf: DayNumber;
  readonly days: number;
  readonly records: readonly InputRecord[];
  /** Text of the calendar's rows by line, for findings that show it. */
  readonly calendarLines: ReadonlyMap<number, string>;
  /** What reading did to the rows, for people. */
  readonly notes: readonly PlanNote[];
}

const noHolidays: HolidaysTable = { days: [], notes: [], rows: 0 };
const noCalendar: CalendarTable = { campaigns: [], notes: [], rows: 0, sourceLines: new Map() };

function inFolder(folder: string, file: string): string {
  return folder === '.' ? file : `${folder.replace(/\/+$/, '')}/${file}`;
}

/** The file an option names, or the folder's own when it is there. */
export async function locate(
  context: CommandContext,
  option: string,
  file: string,
): Promise<string | undefined> {
  const named = textOption(context.options, option);
  if (named !== undefined) return named;
  const path = inFolder(planFolder(context), file);
  return (await context.host.fileExists(path)) ? path : undefined;
}

/** The plan folder: the first operand, or the working folder. */
export function planFolder(context: CommandContext): string {
  return context.operands[0] ?? '.';
}

async function loadWritten(
  context: CommandContext,
): Promise<{ written: WrittenSettings; file: string; record: InputRecord | undefined }> {
  const path = await locate(context, 'config', 'surgecast.yaml');
  if (path === undefined)
    return { written: readSettings('surgecast.yaml', ''), file: 'surgecast.yaml', record: undefined };
  const text = await readText(context.host, path);
  const hash = context.host.createHash();
  hash.update(text);
  const rows = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return { written: readSettings(path, text), file: path, record: { path, rows, sha256: hash.hex() } };
}

/** Settings as written, with the options of the command line laid over them. */
function withOptions(context: CommandContext, written: WrittenSettings): WrittenSettings {
  const interval = numberOption(context.options, 'interval');
  const model = textOption(context.options, 'model');
  const staffTo = context.options['staffTo'];
  return {
    ...written,
    ...(interval === undefined ? {} : { interval }),
    staffing: {
      ...written.staffing,
      ...(model === 'a' || model === 'c' ? { model } : {}),
      ...(staffTo === 'mean' || staffTo === 'recommended' || typeof staffTo === 'number'
        ? { staff_to: staffTo }
        : {}),
    },
  };
}

/** Waits for all, and throws the problems of all that failed as one. */
async function allOrEveryProblem<A, B, C>(
  tasks: readonly [Promise<A>, Promise<B>, Promise<C>],
): Promise<[A, B, C]> {
  const results = await Promise.allSettled(tasks);
  const problems: InputProblem[] = [];
  let total = 0;
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    if (!(result.reason instanceof InputError)) throw result.reason;
    problems.push(...result.reason.problems);
    total += result.reason.total;
  }
  if (problems.length > 0) throw new InputError(problems, total);
  return Promise.all(tasks);
}

function asOfDay(context: CommandContext, zone: TimeZone): DayNumber {
  return numberOption(context.options, 'asOf') ?? zone.localTimeOf(Math.floor(context.host.now())).day;
}

function onlyOneStdin(context: CommandContext): void {
  const options = ['history', 'campaigns', 'holidays', 'config'].filter(
    (name) => textOption(context.options, name) === '-',
  );
  if (options.length > 1) {
    throw new InputError([
      {
        file: options.map((name) => `--${name}`).join(', '),
        message: 'standard input can be only one input',
        hint: 'give the others as files',
      },
    ]);
  }
}

async function historyPath(context: CommandContext): Promise<string> {
  const path = await locate(context, 'history', 'history.csv');
  if (path !== undefined) return path;
  throw new InputError([
    {
      file: inFolder(planFolder(context), 'history.csv'),
      message: 'no such file: a forecast needs past contacts',
      hint: 'name them with --history FILE, or run: surgecast init demo && surgecast plan demo',
    },
  ]);
}

function checkNames(context: CommandContext, settings: Settings): void {
  const check = (option: string, known: readonly string[]): InputProblem[] =>
    listOption(context.options, option)
      .filter((name) => !known.includes(name))
      .map((name) => ({
        file: `--${option}`,
        message: `there is no ${option} "${name}"`,
        hint: `${option}s: ${known.join(', ')}`,
      }));
  const problems = [
    ...check(
      'channel',
      settings.channels.map((channel) => channel.name),
    ),
    ...check(
      'team',
      settings.teams.map((team) => team.name),
    ),
  ];
  if (problems.length > 0) throw new InputError(problems);
}

/** Reads holidays of the list, and of a country when the settings name one. */
async function withHolidays(
  settings: Settings,
  listed: readonly SpecialDay[],
  range: readonly [DayNumber, DayNumber],
): Promise<Settings> {
  const country = settings.holidayCountry;
  if (country === undefined) return { ...settings, specialDays: [...settings.specialDays, ...listed] };
  const { countryHolidays } = await import('../calendar/country-holidays.ts');
  const days = await countryHolidays(country, range[0], range[1]);
  if ('unknown' in days) {
    const hint =
      days.regions.length > 0
        ? `regions: ${days.regions.slice(0, 20).join(', ')}`
        : 'a two-letter country code, such as US or GB-ENG, or a list of dates';
    throw new InputError([
      { file: 'surgecast.yaml', message: `holidays: no holidays are known for "${days.unknown}"`, hint },
    ]);
  }
  return { ...settings, specialDays: [...days, ...settings.specialDays, ...listed] };
}

/** Loads a plan folder (or the files that options name in its stead). @throws InputError with the problems of all files. */
export async function loadInputs(context: CommandContext): Promise<Inputs> {
  const { host } = context;
  onlyOneStdin(context);
  const { written: plainWritten, record } = await loadWritten(context);
  const written = withOptions(context, plainWritten);
  const zone = timeZone(written.timezone ?? 'UTC');
  const files = await tableFiles(context, host);
  const [history, calendar, holidays] = await allOrEveryProblem([
    readHistory(files.history.source, {
      timeZone: zone,
      intervalSeconds: written.interval ?? 1800,
      channels: Object.keys(written.channels ?? {}),
    }),
    files.campaigns === undefined
      ? Promise.resolve(noCalendar)
      : readCalendar(files.campaigns.source, {
          timeZone: zone,
          columns: written.columns ?? {},
          channels: Object.keys(written.channels ?? {}),
        }),
    files.holidays === undefined ? Promise.resolve(noHolidays) : readHolidays(files.holidays.source),
  ]);
  const settings = resolveSettings(written, {
    historyChannels: history.history.series.map((series) => series.channel),
    campaignChannels: calendar.campaigns.flatMap((campaign) =>
      (campaign.channels ?? []).map((share) => share.channel),
    ),
  });
  checkNames(context, settings);
  const asOf = asOfDay(context, zone);
  const days = numberOption(context.options, 'days') ?? 7;
  const firstDay = Math.min(asOf, ...history.history.series.map((series) => series.firstDay));
  return {
    folder: planFolder(context),
    history: history.history,
    campaigns: calendar.campaigns,
    settings: await withHolidays(settings, holidays.days, [firstDay, asOf + days]),
    written,
    timeZone: zone,
    asOf,
    days,
    records: [
      files.history.record(history.rows),
      ...(files.campaigns === undefined ? [] : [files.campaigns.record(calendar.rows)]),
      ...(files.holidays === undefined ? [] : [files.holidays.record(holidays.rows)]),
      ...(record === undefined ? [] : [record]),
    ],
    calendarLines: calendar.sourceLines,
    notes: [
      ...history.history.notes.map(({ message }): PlanNote => ({ topic: 'history', message })),
      ...calendar.notes.map(({ message }): PlanNote => ({ topic: 'calendar', message })),
    ],
  };
}

async function tableFiles(
  context: CommandContext,
  host: Host,
): Promise<{ history: HashedTable; campaigns: HashedTable | undefined; holidays: HashedTable | undefined }> {
  const campaigns = await locate(context, 'campaigns', 'campaigns.csv');
  const holidays = await locate(context, 'holidays', 'holidays.csv');
  return {
    history: openTable(host, await historyPath(context)),
    campaigns: campaigns === undefined ? undefined : openTable(host, campaigns),
    holidays: holidays === undefined ? undefined : openTable(host, holidays),
  };
}
