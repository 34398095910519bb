/**
 * Reads a time of day in seconds after midnight: `9:30`, `09:30:00`, `9:30 AM`, `9 pm`, `9h30`, a whole hour `9`, `0930`; of a stretch
 * `09:00-09:30` its start. `24:00` is 86400. Fractions of a second are dropped. Undefined for anything else.
 *
 * @example readTimeOfDay('9:30 PM') // => 77400
 * @example readTimeOfDay('09:00 - 09:30') // => 32400
 * @example readTimeOfDay('25:00') // => undefined
 */
export function readTimeOfDay(cell: string): number | undefined {
  const text = cell.trim().toLowerCase();
  const match =
    /^(\d{1,2})(?:[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*([ap]\.?m\.?)?(?:\s*(?:-|–|to)\s*\d.*)?$/.exec(
      text,
    ) ?? /^(\d{1,2})(\d{2})()()$/.exec(text);
  if (match === null) return undefined;
  const [, hourText = '', minuteText = '0', secondText = '0', half] = match;
  let hour = Number(hourText);
  const rest = Number(minuteText) * 60 + Number(secondText);
  if (Number(minuteText) > 59 || Number(secondText) > 59) return undefined;
  if (half !== undefined && half !== '') {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.startsWith('p') ? 12 : 0);
  }
  const seconds = hour * 3600 + rest;
  return seconds <= 86_400 ? seconds : undefined;
}
