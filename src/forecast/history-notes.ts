import type { CleanHistory } from '../history/clean-history.ts';

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** What cleaning a history assumed or left out and the user should know, one sentence each. */
export function historyNotes(clean: CleanHistory): string[] {
  const { channel } = clean.series;
  const notes: string[] = [];
  if (clean.omittedZeros > 0) {
    notes.push(
      `${channel}: the history lists no interval without contacts, so ${count(clean.omittedZeros, 'missing interval')} of days with contacts were read as zero`,
    );
  }
  const days = (kind: string): number =>
    new Set(clean.anomalies.filter((one) => one.kind === kind).map(({ day }) => day)).size;
  const left = [
    [days('outage'), 'day with an outage', 'days with an outage'],
    [days('imputed'), 'day that was copied or computed', 'days that were copied or computed'],
  ] as const;
  for (const [number, one, many] of left) {
    if (number > 0) notes.push(`${channel}: ${number} ${number === 1 ? one : many} left out of the baseline`);
  }
  return notes;
}
