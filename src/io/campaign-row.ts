import type { TimeZone } from '../calendar/time-zone.ts';
import {
  campaignStatuses,
  type Campaign,
  type CampaignMoment,
  type CampaignSize,
  type CampaignStatus,
  type ChannelShare,
} from '../campaigns/campaign.ts';
import { mediumWords, slugOf, statusWords, typeWords, vocabularyWord } from './calendar-words.ts';
import { campaignGoals, campaignOffer, campaignSupport, momentCell } from './campaign-details.ts';
import { parseChannelShares } from './channel-shares.ts';
import type { NoteList } from './note-list.ts';
import type { RowReader } from './row-reader.ts';

/** What a row is read with. */
export interface CampaignContext {
  readonly file: string;
  readonly timeZone: TimeZone;
  readonly channelName: (written: string) => string;
  readonly notes: NoteList;
  /** What the export says of all its rows. */
  readonly always: { readonly medium?: string; readonly status?: CampaignStatus };
}

/** A campaign whose id is not settled yet: rows without one get theirs from the name when all are known. */
export interface CampaignDraft {
  readonly campaign: Omit<Campaign, 'id'>;
  readonly id: string | undefined;
  readonly row: RowReader;
}

function readStatus(row: RowReader, context: CampaignContext): CampaignStatus {
  const text = row.text('status');
  if (text === undefined) return context.always.status ?? 'planned';
  const word = vocabularyWord(text, statusWords);
  const status = campaignStatuses.find((known) => known === word);
  if (status !== undefined) return status;
  row.problem('status', `status is "${text}"; expected ${campaignStatuses.join(', ')}`);
  return 'planned';
}

function readMedium(row: RowReader, context: CampaignContext): string {
  const text = row.text('medium') ?? context.always.medium;
  if (text === undefined) {
    row.problem('medium', 'medium is blank', `such as ${Object.keys(mediumWords).slice(0, 6).join(', ')}`);
    return 'other';
  }
  const known = vocabularyWord(text, mediumWords);
  if (known !== undefined) return known;
  const slug = slugOf(text) ?? 'other';
  context.notes.add(`medium "${text}" is none that has defaults: kept as ${slug}`);
  return slug;
}

function readSize(row: RowReader): CampaignSize {
  const size: CampaignSize = {
    reach: row.number('reach'),
    contactRate: row.share('contact_rate'),
    contactRateLow: row.share('contact_rate_low'),
    contactRateHigh: row.share('contact_rate_high'),
    responseRate: row.share('response_rate'),
    contactsPerResponse: row.number('contacts_per_response'),
    expectedContacts: row.number('expected_contacts'),
    upliftFraction: readUplift(row),
  };
  const { contactRateLow: low, contactRate: rate, contactRateHigh: high } = size;
  if (low !== undefined && rate !== undefined && low > rate)
    row.problem('contact_rate_low', 'contact_rate_low is above contact_rate');
  if (high !== undefined && rate !== undefined && high < rate)
    row.problem('contact_rate_high', 'contact_rate_high is below contact_rate');
  if (rate === undefined && low !== undefined && high !== undefined && low > high) {
    row.problem('contact_rate_low', 'contact_rate_low is above contact_rate_high');
  }
  return size;
}

/** `uplift_percent` says per cent in its name: 20 and 20% are both a fifth more. */
function readUplift(row: RowReader): number | undefined {
  const text = row.text('uplift_percent');
  if (text === undefined) return undefined;
  const value = row.number('uplift_percent');
  if (value === undefined) return undefined;
  const saysPercent = /[%‰]/.test(text) || /%|percent|pct/i.test(row.headerOf('uplift_percent'));
  if (saysPercent || value <= 1) return value;
  return Number((value / 100).toPrecision(15));
}

function readChannels(row: RowReader, context: CampaignContext): readonly ChannelShare[] | undefined {
  const text = row.text('channels');
  if (text === undefined) return undefined;
  const shares = parseChannelShares(text, context.channelName);
  if (!('problem' in shares)) return shares;
  row.problem('channels', `channels is "${text}": ${shares.problem}`, shares.hint);
  return undefined;
}

/** A factor on handle time; 120 is no factor but a percentage that lost its sign. */
function readHandleTimeFactor(row: RowReader): number | undefined {
  const factor = row.number('handle_time_factor', { above: 0 });
  if (factor === undefined || factor <= 10) return factor;
  row.problem('handle_time_factor', `handle_time_factor is ${factor}; expected a factor such as 1.2 or 120%`);
  return undefined;
}

/** An end that is a date alone lasts to the end of its day. */
function checkOrder(row: RowReader, start: CampaignMoment, end: CampaignMoment | undefined): void {
  if (end === undefined) return;
  const wrong = end.hasTime && start.hasTime ? end.instant < start.instant : end.day < start.day;
  if (wrong)
    row.problem(
      'end',
      `${row.headerOf('end')} ${row.text('end')} is before ${row.headerOf('start')} ${row.text('start')}`,
    );
}

/** Reads one row of a calendar; undefined when what every campaign needs is missing, which is then a problem of the table. */
export function readCampaign(row: RowReader, context: CampaignContext): CampaignDraft | undefined {
  const { timeZone: zone, file } = context;
  const id = row.text('id');
  const name = row.text('name') ?? id;
  const start = momentCell(row, zone, 'start', 'start_time');
  const end = momentCell(row, zone, 'end', 'end_time');
  if (start === undefined && row.text('start') === undefined)
    row.problem('start', 'start is blank: when does it begin?');
  if (name === undefined) row.problem('name', 'the campaign has neither id nor name');
  const type = row.text('type');
  const rest = {
    owner: row.text('owner'),
    status: readStatus(row, context),
    medium: readMedium(row, context),
    type: type && (vocabularyWord(type, typeWords) ?? slugOf(type) ?? type),
    end,
    size: readSize(row),
    channels: readChannels(row, context),
    waves: row.number('waves', { least: 1, whole: true }),
    waveGapSeconds: row.duration('wave_gap'),
    handleTimeFactor: readHandleTimeFactor(row),
    handleTimeSeconds: row.duration('handle_time'),
    announced: momentCell(row, zone, 'announced')?.day,
    offer: campaignOffer(row, zone),
    support: campaignSupport(row),
    goals: campaignGoals(row),
    audienceFile: row.text('audience_file'),
    location: { file, line: row.line },
    columns: row.positions(),
  };
  if (start === undefined || name === undefined) return undefined;
  checkOrder(row, start, end);
  return { campaign: { name, start, ...rest }, id, row };
}
