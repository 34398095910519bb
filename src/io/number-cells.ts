/** Which sign separates the decimals of a file's numbers. */
export type DecimalStyle = 'point' | 'comma';

/**
 * A number as written. `style` is what the cell itself proves: `either` (no sign, or none that matters), `point`, `comma`,
 * or `unclear`, when one sign with three digits after it may be a decimal or a thousands separator (`1,234`): then `point` and
 * `comma` are its two readings.
 */
export interface NumberCell {
  readonly style: DecimalStyle | 'either' | 'unclear';
  readonly point: number;
  readonly comma: number;
}

/** What the cells of a file say about its decimal sign. */
export interface DecimalEvidence {
  point: number;
  comma: number;
  unclear: number;
}

const missingWords = new Set([
  '',
  '-',
  '–',
  '—',
  '--',
  'na',
  'n/a',
  '#n/a',
  'nan',
  'null',
  'none',
  'nil',
  '.',
  '?',
  'tbd',
  'tbc',
]);

/** True for a cell that says nothing: blank, a dash, NA and the like. @example isMissing(' - ') // => true */
export function isMissing(cell: string): boolean {
  return cell.length <= 4 && missingWords.has(cell.trim().toLowerCase());
}

function exactly(value: number, style: NumberCell['style']): NumberCell | undefined {
  return Number.isFinite(value) ? { style, point: value, comma: value } : undefined;
}

/** The value of digits with signs taken off, for a shape that has been checked. */
function joined(text: string, thousands: RegExp, decimal: string): number {
  return Number(text.replaceAll(thousands, '').replace(decimal, '.'));
}

function readUnsigned(text: string): NumberCell | undefined {
  if (/^\d+(?:e[+-]?\d+)?$/i.test(text)) return exactly(Number(text), 'either');
  // One sign, three digits after it and one to three before: 1,234 and 1.234 have two readings; 0,234 and 1234,567 do not.
  if (/^[1-9]\d{0,2},\d{3}$/.test(text)) {
    return { style: 'unclear', point: Number(text.replace(',', '')), comma: Number(text.replace(',', '.')) };
  }
  if (/^[1-9]\d{0,2}\.\d{3}$/.test(text)) {
    return { style: 'unclear', point: Number(text), comma: Number(text.replace('.', '')) };
  }
  if (/^\d*\.\d+(?:e[+-]?\d+)?$|^\d+\.$/i.test(text)) return exactly(Number(text), 'point');
  if (/^\d*,\d+(?:e[+-]?\d+)?$|^\d+,$/i.test(text)) return exactly(Number(text.replace(',', '.')), 'comma');
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(text)) return exactly(joined(text, /,/g, '.'), 'point');
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d*)?$/.test(text)) return exactly(joined(text, /\./g, ','), 'comma');
  if (/^\d{1,3}(?:['’ \u00A0\u202F\u2009]\d{3})+$/.test(text))
    return exactly(joined(text, /\D/g, '.'), 'either');
  if (/^\d{1,3}(?:['’ \u00A0\u202F\u2009]\d{3})+\.\d+$/.test(text))
    return exactly(joined(text, /[^\d.]/g, '.'), 'point');
  if (/^\d{1,3}(?:['’ \u00A0\u202F\u2009]\d{3})+,\d+$/.test(text))
    return exactly(joined(text, /[^\d,]/g, ','), 'comma');
  return undefined;
}

/**
 * Reads a number in any of the usual spellings: `1234`, `1,234.5`, `1.234,5`, `1 234,5`, `1'234.5`, `1.2e3`, with a sign, or
 * in parentheses for a negative one. Undefined for anything else.
 *
 * @example readNumber('1.234,5')?.comma // => 1234.5
 * @example readNumber('1,234')?.style // => 'unclear'
 * @example readNumber('(12)')?.point // => -12
 * @example readNumber('many') // => undefined
 */
export function readNumber(cell: string): NumberCell | undefined {
  const text = cell.trim().replace(/^'/, '');
  const negative = /^(?:[-−–]\s*(.+)|\((.+)\))$/.exec(text);
  if (negative === null) return readUnsigned(text.replace(/^\+\s*/, ''));
  const value = readUnsigned((negative[1] ?? negative[2] ?? '').trim());
  return value && { style: value.style, point: -value.point, comma: -value.comma };
}

/** Counts what a cell proves about the decimal sign. */
export function noteDecimal(evidence: DecimalEvidence, cell: NumberCell): void {
  if (cell.style !== 'either') evidence[cell.style] += 1;
}

/**
 * The decimal sign of a file: what its cells prove; a point where nothing is in doubt, and in a file with commas between its
 * cells, which comes from where decimals have points. Undefined when cells are unclear and nothing decides.
 */
export function decideDecimal(evidence: DecimalEvidence, delimiter: string): DecimalStyle | undefined {
  if (evidence.point > 0 || evidence.comma > 0) return evidence.comma > evidence.point ? 'comma' : 'point';
  return evidence.unclear === 0 || delimiter === ',' ? 'point' : undefined;
}

/** The value of a number cell in a file of a known style; undefined when the cell can only be read in the other. */
export function numberIn(cell: NumberCell, style: DecimalStyle): number | undefined {
  if (cell.style !== style && (cell.style === 'point' || cell.style === 'comma')) return undefined;
  return cell[style];
}
