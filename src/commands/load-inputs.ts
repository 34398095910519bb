import type { DayNumber } from '../calendar/local-date.ts';
import { secondsPerDay } from '../calendar/local-date.ts';
import { timeZone, type TimeZone } from '../calendar/time-zone.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import type { History } from '../history/contact-series.ts';
import { spreadSeries } from '../history/spread-series.ts';
import { readCalendar, type CalendarTable } from '../io/calendar-table.ts';
import { readHistory } from '../io/history-table.ts';
import { readHolidays, type HolidaysTable } from '../io/holidays-table.ts';
import type { PlanNote } from '../plan/plan.ts';
import { InputError, type InputProblem } from '../problems/input-error.ts';
import type { InputRecord } from '../report/json-envelope.ts';
import { resolveSettings } from '../settings/resolve-settings.ts';
import type { WrittenSettings } from '../settings/schema.ts';
import type { Settings } from '../settings/settings.ts';
import type { PlaceOf } from '../settings/yaml-places.ts';
import { listOption, numberOption, type CommandContext } from './context.ts';
import { allOrEveryProblem } from './every-problem.ts';
import { loadWritten, withHolidays, withOptions } from './load-settings.ts';
import { planFolder, refuseTwoStdin, tableFiles } from './plan-files.ts';
import { tableNotes } from './table-notes.ts';

/** Everything that a command computes from, read and understood. */
export interface Inputs {
  readonly folder: string;
  readonly history: History;
  readonly campaigns: readonly Campaign[];
  readonly settings: Settings;
  readonly written: WrittenSettings;
  /** Where a setting stands in its file. */
  readonly placeOf: PlaceOf;
  readonly timeZone: TimeZone;
  readonly asOf: DayNumber;
  readonly days: number;
  readonly records: readonly InputRecord[];
  /** Text of the calendar's rows by line, for findings that show it. */
  readonly calendarLines: ReadonlyMap<number, string>;
  /** What reading did to the rows, for people. */
  readonly notes: readonly PlanNote[];
}

/** Days beyond the plan’s first that checks may look at: holidays are known that far. */
const longestLook = 60;

const noHolidays: HolidaysTable = { days: [], notes: [], rows: 0 };
const noCalendar: CalendarTable = { campaigns: [], notes: [], rows: 0, sourceLines: new Map() };

function asOfDay(context: CommandContext, zone: TimeZone): DayNumber {
  return numberOption(context.options, 'asOf') ?? zone.localTimeOf(Math.floor(context.host.now())).day;
}

/** Refuses `--channel` and `--team` names that are not there. @throws InputError */
export function checkNames(context: CommandContext, settings: Settings): void {
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

/**
 * The plan’s interval: the one asked for, but never finer than the finest history, since contacts are not spread by guess. With a note where it is
 * coarser than asked.
 */
function planInterval(
  asked: number,
  history: History,
): { readonly seconds: number; readonly notes: readonly PlanNote[] } {
  const finest = Math.min(...history.series.map((series) => series.intervalSeconds));
  if (!(finest > asked) || !Number.isFinite(finest)) return { seconds: asked, notes: [] };
  const name = finest >= secondsPerDay ? 'days' : `${finest / 60} minutes`;
  return {
    seconds: finest,
    notes: [
      {
        topic: 'history',
        message: `history comes by ${name}, so the plan does too: contacts are not spread by guess`,
      },
    ],
  };
}

/** Every channel on the plan’s interval; coarser ones are spread evenly, with a note. */
function onPlanInterval(
  history: History,
  seconds: number,
): { readonly history: History; readonly notes: readonly PlanNote[] } {
  const coarser = history.series.filter((series) => series.intervalSeconds > seconds);
  return {
    history: { ...history, series: history.series.map((series) => spreadSeries(series, seconds)) },
    notes: coarser.map(({ channel, intervalSeconds }) => ({
      topic: 'history',
      message: `${channel} comes by ${intervalSeconds >= secondsPerDay ? 'days' : `${intervalSeconds / 60} minutes`}: its contacts are spread evenly within them`,
    })),
  };
}

/** Loads a plan folder (or the files that options name in its stead). @throws InputError with the problems of all files. */
export async function loadInputs(context: CommandContext): Promise<Inputs> {
  refuseTwoStdin(context);
  const { written: plainWritten, placeOf, record } = await loadWritten(context);
  const written = withOptions(context, plainWritten);
  const zone = timeZone(written.timezone ?? 'UTC');
  const files = await tableFiles(context, context.host);
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
  const interval = planInterval(settings.intervalSeconds, history.history);
  const aligned = onPlanInterval(history.history, interval.seconds);
  const asOf = asOfDay(context, zone);
  const days = numberOption(context.options, 'days') ?? 7;
  const firstDay = Math.min(asOf, ...history.history.series.map((series) => series.firstDay));
  return {
    folder: planFolder(context),
    history: aligned.history,
    campaigns: calendar.campaigns,
    settings: await withHolidays(
      { ...settings, intervalSeconds: interval.seconds },
      {
        listed: holidays.days,
        range: [firstDay, asOf + Math.max(days, longestLook)],
        placeOf,
      },
    ),
    written,
    placeOf,
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
      ...interval.notes,
      ...aligned.notes,
      ...tableNotes('history', history.history.notes),
      ...tableNotes('calendar', calendar.notes),
    ],
  };
}
