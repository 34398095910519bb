/** A unit that a header states for its whole column. */
export type ColumnUnit = 'seconds' | 'minutes' | 'hours' | 'percent';

const unitEndings: readonly { readonly pattern: RegExp; readonly unit: ColumnUnit }[] = [
  { pattern: /(?:\s+in)?[\s_(]+(?:seconds?|secs?|s)\)?$/, unit: 'seconds' },
  { pattern: /(?:\s+in)?[\s_(]+(?:minutes?|mins?|m)\)?$/, unit: 'minutes' },
  { pattern: /(?:\s+in)?[\s_(]+(?:hours?|hrs?|h)\)?$/, unit: 'hours' },
  { pattern: /(?:\s+in)?(?:[\s_(]+(?:percent(?:age)?|pct)\)?|[\s_]*\(?%\)?)$/, unit: 'percent' },
];

/** A header without case, spaces, underscores, hyphens and other signs. @example plainHeader('Contact Rate') // => 'contactrate' */
export function plainHeader(header: string): string {
  return header
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^\p{Letter}\p{Number}]/gu, '');
}

/**
 * A header split into its name and the unit it ends in, if it does.
 *
 * @example headerUnit('AHT (min)').unit // => 'minutes'
 * @example headerUnit('Contact rate %').plain // => 'contactrate'
 * @example headerUnit('calls').unit // => undefined
 */
export function headerUnit(header: string): {
  readonly plain: string;
  readonly unit: ColumnUnit | undefined;
} {
  const text = header.trim().toLowerCase();
  for (const { pattern, unit } of unitEndings) {
    const match = pattern.exec(text);
    if (match !== null && match.index > 0) return { plain: plainHeader(text.slice(0, match.index)), unit };
  }
  return { plain: plainHeader(text), unit: undefined };
}
