import { formatDay, formatTimeOfDay } from '../calendar/local-date.ts';
import type { TimeZone } from '../calendar/time-zone.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import { didYouMean } from '../problems/did-you-mean.ts';
import { calendarLayout } from './calendar-columns.ts';
import { exportOf } from './calendar-exports.ts';
import { slugOf } from './calendar-words.ts';
import { readCampaign, type CampaignDraft } from './campaign-row.ts';
import { channelSpelling } from './spelling.ts';
import { plainHeader } from './header-words.ts';
import { otherLayouts } from './layouts.ts';
import type { TableNote } from './note-list.ts';
import { rowReader } from './row-reader.ts';
import { tableFormats } from './table-formats.ts';
import type { HeaderAdaptation } from './table-header.ts';
import type { TableSource } from './table-source.ts';
import type { OpenTable } from './table.ts';
import { readWholeTable, type WholeTable } from './whole-table.ts';

/** How a calendar is to be read. */
export interface CalendarOptions {
  readonly timeZone: TimeZone;
  /** Calendar column → the file's header, for calendars with headers of their own. */
  readonly columns?: Readonly<Record<string, string>> | undefined;
  /** Channels of the settings, whose spelling the file's channels take. */
  readonly channels?: readonly string[] | undefined;
}

/** The campaigns of a calendar, in the order of its rows. */
export interface CalendarTable {
  readonly campaigns: readonly Campaign[];
  readonly notes: readonly TableNote[];
  readonly rows: number;
  /** The text of each campaign's row, by line, for messages that show it. */
  readonly sourceLines: ReadonlyMap<number, string>;
}

function adaptation(cells: readonly string[], own: Readonly<Record<string, string>>): HeaderAdaptation {
  const known = exportOf(cells);
  return {
    assigned: { ...known?.columns, ...own },
    supplied: known?.always.medium === undefined ? [] : ['medium'],
  };
}

/** Refuses a mapping to a calendar column that does not exist, or from a header that the file does not have. */
function checkMapping({ table, header }: WholeTable, columns: Readonly<Record<string, string>>): void {
  const names = calendarLayout.columns.map(({ name }) => name);
  const headers = new Set(header.cells.map((cell) => plainHeader(cell)));
  const row = { line: header.line, file: table.file };
  for (const [name, wanted] of Object.entries(columns)) {
    if (!names.includes(name)) {
      const near = didYouMean(name, names);
      const hint = near === undefined ? `the columns are ${names.join(', ')}` : `did you mean ${near}?`;
      table.problems.add({
        ...row,
        message: `columns names "${name}", which is no column of a calendar`,
        hint,
      });
    } else if (!headers.has(plainHeader(wanted))) {
      const hint = `the file has ${header.cells.filter((cell) => cell !== '').join(', ')}`;
      table.problems.add({
        ...row,
        message: `columns maps ${name} to "${wanted}", which the file does not have`,
        hint,
      });
    }
  }
}

/** An id from a name: `newsletter`; where several rows have it, with the day and if need be the time of their start. */
function derivedIds(drafts: readonly CampaignDraft[], zone: TimeZone): readonly string[] {
  const nameSlug = ({ campaign }: CampaignDraft): string => slugOf(campaign.name) ?? 'campaign';
  const withDay = (draft: CampaignDraft): string =>
    `${nameSlug(draft)}-${formatDay(draft.campaign.start.day)}`;
  const withTime = (draft: CampaignDraft): string => {
    const { secondOfDay } = zone.localTimeOf(draft.campaign.start.instant);
    return `${withDay(draft)}-${formatTimeOfDay(secondOfDay).replace(':', '')}`;
  };
  const withMedium = (draft: CampaignDraft): string => `${withTime(draft)}-${draft.campaign.medium}`;
  const forms = [nameSlug, withDay, withTime, withMedium];
  const taken = drafts.flatMap(({ id }) => id ?? []);
  const unnamed = drafts.filter(({ id }) => id === undefined);
  const counts = new Map<string, number>();
  for (const form of forms)
    for (const draft of unnamed) counts.set(form(draft), (counts.get(form(draft)) ?? 0) + 1);
  const given = new Set(taken);
  return drafts.map((draft) => {
    if (draft.id !== undefined) return draft.id;
    const base =
      forms.map((form) => form(draft)).find((id) => counts.get(id) === 1 && !taken.includes(id)) ??
      withMedium(draft);
    let id = base;
    for (let number = 2; given.has(id); number++) id = `${base}-${number}`;
    given.add(id);
    return id;
  });
}

function refuseRepeatedIds(drafts: readonly CampaignDraft[]): void {
  const lines = new Map<string, number>();
  for (const { id, row } of drafts) {
    if (id === undefined) continue;
    const first = lines.get(id);
    if (first === undefined) lines.set(id, row.line);
    else
      row.problem('id', `id "${id}" is already that of line ${first}`, 'give each campaign an id of its own');
  }
}

function noteExport(table: OpenTable, cells: readonly string[]): ReturnType<typeof exportOf> {
  const known = exportOf(cells);
  if (known !== undefined) table.notes.add(`read as an export of ${known.system}`);
  return known;
}

/**
 * Reads a campaign calendar: one row a campaign, under any usual headers or those that `columns` maps; exports of Mailchimp, HubSpot,
 * Google Ads and Asana as they come. A campaign without an id takes it from its name, with the start where names repeat.
 *
 * Wall-clock times are those of the plan's zone unless they carry an offset. What the calendar does not say is undefined.
 *
 * @throws InputError with everything that is wrong.
 */
export async function readCalendar(source: TableSource, options: CalendarOptions): Promise<CalendarTable> {
  const { timeZone, columns = {}, channels = [] } = options;
  const whole = await readWholeTable(source, {
    layout: calendarLayout,
    others: otherLayouts(calendarLayout),
    adapt: (cells) => adaptation(cells, columns),
  });
  const { table, header, rows } = whole;
  checkMapping(whole, columns);
  const known = noteExport(table, header.cells);
  const formats = tableFormats(whole, calendarLayout);
  const context = {
    file: source.file,
    timeZone,
    channelName: channelSpelling(channels),
    notes: table.notes,
    always: known?.always ?? {},
  };
  const drafts = rows.flatMap((row) => readCampaign(rowReader(whole, row, formats), context) ?? []);
  refuseRepeatedIds(drafts);
  table.problems.throwIfAny();
  if (drafts.length === 0) table.notes.add('the calendar has no campaigns');
  const ids = derivedIds(drafts, timeZone);
  return {
    campaigns: drafts.map(({ campaign }, index) => ({ id: ids[index] ?? '', ...campaign })),
    notes: table.notes.all(),
    rows: rows.length,
    sourceLines: new Map(rows.map(({ line, text }) => [line, text?.split('\n')[0] ?? ''])),
  };
}
