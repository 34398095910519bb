import { words } from './comma-words.ts';
import type { TableLayout } from './match-header.ts';

/** The columns of past contacts, under their own names and those that phone systems and workforce tools use. */
export const historyLayout: TableLayout = {
  title: 'past contacts',
  option: '--history',
  example: 'interval_start,channel,contacts,average_handle_time_seconds',
  columns: [
    {
      // A date and time, or the time alone where there is a column of dates.
      name: 'interval_start',
      needed: true,
      alternatives: ['date'],
      synonyms: words(`datetime, timestamp, interval start time, interval begin, start time,
      start interval, start date time, start, date and time, date hour, local time, interval time,
      half hour, time of day, hour of day, ds`),
      fallbacks: words('interval, time, hour, slot, period'),
    },
    {
      name: 'date',
      synonyms: words('day, call date, interval date, start date, calendar date'),
    },
    {
      name: 'channel',
      synonyms: words(`queue, queue name, skill, skill name, skillset, split, contact type, media type,
      line of business, lob`),
      fallbacks: words('media, type, service, group, line, ring, vdn, application, series id, series'),
    },
    {
      name: 'contacts',
      needed: true,
      alternatives: ['answered'],
      synonyms:
        words(`calls, offered, volume, calls offered, contacts offered, offered calls, offered contacts,
      call volume, contact volume, number of calls, num calls, n calls, call count,
      contact count, incoming, incoming calls, inbound, inbound calls, calls received, received,
      interactions, chats, emails, tickets, cases, arrivals`),
      fallbacks: words('count, value, y, total, n'),
    },
    {
      name: 'average_handle_time_seconds',
      synonyms: words(`average handle time, average handling time, avg handle time, avg handling time, aht,
      handle time, handling time, mean handle time, average duration, avg duration`),
      fallbacks: words('duration, average talk time, avg talk time'),
    },
    {
      name: 'answered',
      synonyms:
        words(`handled, calls answered, calls handled, answered calls, handled calls, contacts handled,
      contacts answered, acd calls`),
    },
    {
      name: 'abandoned',
      synonyms: words(`abandons, abandoned calls, calls abandoned, contacts abandoned, abandoned contacts,
      aband calls, abn, lost, lost calls`),
    },
    {
      name: 'waiting_time_seconds',
      synonyms:
        words(`waiting time, total waiting time, total wait time, total queue time, queue time, wait time,
      total wait`),
    },
    {
      name: 'average_waiting_time_seconds',
      synonyms: words(`average waiting time, average wait time, avg wait time, avg waiting time, average wait,
      avg wait`),
    },
  ],
};
