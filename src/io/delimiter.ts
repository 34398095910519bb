/** A character between the cells of a row. */
export type Delimiter = ',' | ';' | '\t' | '|';

/** All delimiters that are told apart. */
export const delimiters: readonly Delimiter[] = [',', ';', '\t', '|'];

const delimiterNames: Readonly<Record<Delimiter, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
};

/** A delimiter's name for messages. @example delimiterName(';') // => 'semicolon' */
export function delimiterName(delimiter: Delimiter): string {
  return delimiterNames[delimiter];
}

/** The text without what stands in double quotes, and its lines. */
function plainLines(sample: string): string[] {
  return sample.replaceAll(/"(?:[^"]|"")*(?:"|$)/g, '""').split('\n');
}

/**
 * The delimiter of a table from its first lines: the one that cuts the header into most cells, provided that the lines
 * after it agree; a comma where nothing decides. An Excel line `sep=;` decides at once.
 *
 * The header counts and not the data, because decimal commas and times stand in data.
 *
 * @example detectDelimiter('date;calls\n2026-11-23;1,5\n') // => ';'
 */
export function detectDelimiter(sample: string): Delimiter {
  const separator = /^sep=([,;|\t])\s*(?:\n|$)/i.exec(sample)?.[1];
  if (separator !== undefined) return delimiters.find((delimiter) => delimiter === separator) ?? ',';
  const lines = plainLines(sample).filter((line) => line.trim() !== '');
  const scores = delimiters.map((delimiter) => {
    const counts = lines.slice(0, 20).map((line) => line.split(delimiter).length - 1);
    const header = counts[0] ?? 0;
    const agreeing = counts.filter((count) => count === header && count > 0).length;
    const most = Math.max(0, ...counts);
    return { delimiter, score: header > 0 ? header * 100 + agreeing : most > 0 ? most : 0 };
  });
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score > 0 ? best.delimiter : ',';
}
