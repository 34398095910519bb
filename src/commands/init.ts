import { dayNumber, formatDay, parseDay, weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import { timeZone } from '../calendar/time-zone.ts';
import { InputError } from '../problems/input-error.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { planFolder } from './plan-files.ts';
import type { CommandContext } from './context.ts';

const files = [
  'surgecast.yaml',
  'history.csv',
  'campaigns.csv',
  'holidays.csv',
  'shifts.csv',
  'agents.csv',
] as const;

/** The Monday that the shipped example looks ahead from, and the zone its times are in. */
const exampleAsOf = dayNumber(2026, 11, 23) ?? 0;
const exampleZone = 'America/New_York';

/**
 * Moves every date of a text by whole weeks. A line that would land in an hour that a clock change skips is left out: there is no such
 * time.
 */
function moveDates(text: string, days: number): string {
  const zone = timeZone(exampleZone);
  const move = (date: string): string => {
    const day = parseDay(date);
    return day === undefined ? date : formatDay(day + days);
  };
  const exists = (line: string): boolean => {
    const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(line);
    const day = parseDay(match?.[1] ?? '');
    if (match === null || day === undefined) return true;
    const secondOfDay = Number(match[2]) * 3600 + Number(match[3]) * 60;
    return zone.instantOf({ day, secondOfDay }).resolution !== 'skipped';
  };
  return text
    .split('\n')
    .map((line) => line.replaceAll(/\b\d{4}-\d{2}-\d{2}(?=\b|T)/g, move))
    .filter((line) => exists(line))
    .join('\n');
}

function mondayOf(day: DayNumber): DayNumber {
  return day - weekdayOf(day);
}

/**
 * `surgecast init [folder]`: a commented settings file and sample tables, dated so that `surgecast plan` runs on them today. Writes all
 * of them or, when one is already there, none.
 */
export async function initCommand(context: CommandContext): Promise<ExitStatus> {
  const { host } = context;
  const folder = planFolder(context).replace(/\/+$/, '') || '.';
  const paths = files.map((file) => `${folder}/${file}`);
  const present: string[] = [];
  for (const path of paths) if (await host.fileExists(path)) present.push(path);
  if (present.length > 0) {
    throw new InputError(
      present.map((file) => ({
        file,
        message: 'is already there; init never overwrites',
        hint: 'name another folder: surgecast init demo',
      })),
    );
  }
  const today = timeZone(exampleZone).localTimeOf(Math.floor(host.now())).day;
  const days = mondayOf(today) - exampleAsOf;
  const texts = await Promise.all(files.map((file) => host.exampleFile(file)));
  await host.createFolder(folder);
  for (const [index, path] of paths.entries())
    await host.writeFile(path, moveDates(texts[index] ?? '', days));
  const next = folder === '.' ? 'surgecast plan' : `surgecast plan ${folder}`;
  await host.stdout.write(`wrote ${paths.join('\n      ')}\nnext: ${next}\n`);
  return exitStatus.fine;
}
