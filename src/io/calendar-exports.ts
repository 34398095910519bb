import { plainHeader } from './header-words.ts';

/** A system whose exports are known by their headers. */
export interface CalendarExport {
  readonly system: string;
  /** Headers, without case and signs, that together give it away. */
  readonly signature: readonly string[];
  /** Calendar column → the export's header. */
  readonly columns: Readonly<Record<string, string>>;
  /** What every row of it is, where the export has no column for it. */
  readonly always: { readonly medium?: string; readonly status?: 'sent' };
}

/**
 * The exports that are read as they come. Figures that a system reports after the event (opens, clicks, revenue) are no plans and
 * are not used.
 */
export const calendarExports: readonly CalendarExport[] = [
  {
    system: 'Mailchimp',
    signature: ['title', 'senddate', 'totalrecipients', 'successfuldeliveries'],
    columns: {
      id: 'Unique Id',
      name: 'Title',
      start: 'Send Date',
      reach: 'Total Recipients',
      audience: 'List',
      offer: 'Subject',
      cost: 'Campaign Cost',
    },
    always: { medium: 'email', status: 'sent' },
  },
  {
    system: 'HubSpot e-mails',
    signature: ['emailname', 'subject', 'sent', 'delivered'],
    columns: { id: 'Email ID', name: 'Email name', start: 'Send date', reach: 'Sent', offer: 'Subject' },
    always: { medium: 'email', status: 'sent' },
  },
  {
    system: 'HubSpot campaigns',
    signature: ['campaignname', 'campaignstatus', 'campaignstartdate'],
    columns: {
      id: 'Campaign ID',
      name: 'Campaign name',
      status: 'Campaign status',
      start: 'Campaign start date',
      end: 'Campaign end date',
      owner: 'Campaign owner',
      audience: 'Campaign audience',
      cost: 'Campaign budget total',
    },
    always: {},
  },
  {
    system: 'Google Ads',
    signature: ['campaign', 'campaignstatus', 'clicks', 'impr'],
    columns: {
      id: 'Campaign ID',
      name: 'Campaign',
      status: 'Campaign status',
      start: 'Start date',
      end: 'End date',
      reach: 'Clicks',
      cost: 'Cost',
      medium: 'Campaign type',
    },
    always: { medium: 'paid-search' },
  },
  {
    system: 'Asana',
    signature: ['taskid', 'name', 'assignee', 'duedate'],
    columns: {
      id: 'Task ID',
      name: 'Name',
      owner: 'Assignee',
      start: 'Start Date',
      end: 'Due Date',
      offer: 'Notes',
    },
    always: {},
  },
];

/** The system that made a file with these headers, if it is a known one. */
export function exportOf(cells: readonly string[]): CalendarExport | undefined {
  const plains = new Set(cells.map((cell) => plainHeader(cell)));
  return calendarExports.find(({ signature }) => signature.every((header) => plains.has(header)));
}
