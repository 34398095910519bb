import type { ColumnUnit } from './header-words.ts';
import { numberIn, readNumber, type DecimalStyle, type NumberCell } from './number-cells.ts';

const secondsOfUnit: Readonly<Record<string, number>> = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };

/** Seconds of one unit of a column; a column that states none holds seconds. */
export function secondsPerUnit(unit: ColumnUnit | undefined): number {
  return unit === 'minutes' ? 60 : unit === 'hours' ? 3600 : 1;
}

/** `h:mm:ss`, `mm:ss`, with fractions of a second. */
function clockSeconds(text: string): number | undefined {
  const match = /^(?:(\d+):)?(\d+):([0-5]\d(?:[.,]\d+)?)$/.exec(text);
  if (match === null) return undefined;
  const [, hours, minutes = '0', seconds = '0'] = match;
  if (hours !== undefined && Number(minutes) > 59) return undefined;
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'));
}

const unitPart =
  /(\d+(?:[.,]\d+)?)\s*(weeks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![a-z])\s*/gy;

/** `4m30s`, `1.5 h`, `6 min`, `2 weeks`. */
function unitSeconds(text: string): number | undefined {
  let seconds = 0;
  let end = 0;
  unitPart.lastIndex = 0;
  for (let match = unitPart.exec(text); match !== null; match = unitPart.exec(text)) {
    seconds += Number((match[1] ?? '').replace(',', '.')) * (secondsOfUnit[(match[2] ?? '')[0] ?? ''] ?? 0);
    end = unitPart.lastIndex;
    if (end === text.length) return seconds;
  }
  return undefined;
}

/**
 * Reads a duration that says its own unit, in seconds: `h:mm:ss`, `mm:ss`, `4m30s`, `6 min`, `1.5h`. A plain number is
 * given back as a {@link NumberCell}, to be read in the file's decimal style and the column's unit.
 *
 * @example readDuration('0:04:30') // => 270
 * @example readDuration('4:30') // => 270
 * @example readDuration('6 min') // => 360
 * @example readDuration('soon') // => undefined
 */
export function readDuration(cell: string): number | NumberCell | undefined {
  const text = cell.trim().toLowerCase();
  return clockSeconds(text) ?? unitSeconds(text.replaceAll(/(?<=[a-z])(?=\d)/g, '')) ?? readNumber(text);
}

/** Seconds of a duration cell in a file of a known decimal style. */
export function durationIn(
  cell: number | NumberCell,
  style: DecimalStyle,
  unit: ColumnUnit | undefined,
): number | undefined {
  if (typeof cell === 'number') return cell;
  const value = numberIn(cell, style);
  return value === undefined ? undefined : value * secondsPerUnit(unit);
}
