/** Units of a duration and their seconds. */
const durationUnits: Readonly<Record<string, number>> = {
  d: 86_400,
  h: 3600,
  m: 60,
  min: 60,
  s: 1,
  sec: 1,
  w: 604_800,
};

/**
 * Seconds of a duration such as `6m`, `4m30s`, `1h30`, `90s`, `1.5h`, `h:mm:ss`, or a plain number of seconds; undefined for anything
 * else and for negative ones.
 *
 * @example parseDuration('4m30s') // => 270
 * @example parseDuration('0:03:00') // => 180
 * @example parseDuration('soon') // => undefined
 */
export function parseDuration(value: string | number): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : undefined;
  const text = value.trim().toLowerCase();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const clock = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (clock !== null) {
    const [, first = '0', second = '0', third] = clock;
    return third === undefined
      ? Number(first) * 60 + Number(second)
      : Number(first) * 3600 + Number(second) * 60 + Number(third);
  }
  if (!/^(\d+(\.\d+)?\s*(w|d|h|min|m|sec|s)\s*)+$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, amount = '', unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)\s*(w|d|h|min|m|sec|s)/g)) {
    seconds += Number(amount) * (durationUnits[unit] ?? 0);
  }
  return seconds;
}

/** A duration as people write it. @example formatDuration(270) // => '4m30s' */
export function formatDuration(seconds: number): string {
  if (seconds === 0) return '0s';
  let rest = Math.round(seconds);
  let text = '';
  for (const [unit, size] of [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
    ['s', 1],
  ] as const) {
    const amount = Math.floor(rest / size);
    if (amount > 0) text += `${amount}${unit}`;
    rest -= amount * size;
  }
  return text;
}
