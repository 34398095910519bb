import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideDecimal, isMissing, numberIn, readNumber } from '../../src/io/number-cells.ts';

/** Writes a number with thousands separators, as a locale does. */
function grouped(
  value: number,
  decimals: number,
  signs: { readonly group: string; readonly decimal: string },
): string {
  const [whole = '', fraction] = value.toFixed(decimals).split('.');
  const groups = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, signs.group);
  return fraction === undefined ? groups : `${groups}${signs.decimal}${fraction}`;
}

describe('readNumber', () => {
  it('reads what any locale writes, once the file’s decimal sign is known', () => {
    const signs = fc.constantFrom(
      { group: ',', decimal: '.', style: 'point' as const },
      { group: '.', decimal: ',', style: 'comma' as const },
      { group: ' ', decimal: ',', style: 'comma' as const },
      { group: '\u202F', decimal: ',', style: 'comma' as const },
      { group: '\u00A0', decimal: '.', style: 'point' as const },
      { group: '’', decimal: '.', style: 'point' as const },
      { group: '', decimal: '.', style: 'point' as const },
      { group: '', decimal: ',', style: 'comma' as const },
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 9 }),
        fc.integer({ min: 0, max: 4 }),
        signs,
        (whole, decimals, locale) => {
          const value = whole / 10 ** decimals;
          const cell = readNumber(grouped(value, decimals, locale));
          expect(cell).toBeDefined();
          expect(cell && numberIn(cell, locale.style)).toBe(value);
        },
      ),
    );
  });

  it('calls unclear only what truly has two readings', () => {
    const unclear = ['1,234', '12,345', '123,456', '1.234'];
    const clear = [
      '0,234',
      '1234,567',
      '1,23',
      '1,2345',
      '1,234,567',
      '1.234,5',
      '1,234.5',
      '1234',
      '.5',
      ',5',
      '12.',
      '0.123',
    ];
    for (const text of unclear) expect([text, readNumber(text)?.style]).toEqual([text, 'unclear']);
    for (const text of clear) expect([text, readNumber(text)?.style]).not.toEqual([text, 'unclear']);
    expect(readNumber('1,234')).toMatchObject({ point: 1234, comma: 1.234 });
    expect(readNumber('1.234')).toMatchObject({ point: 1.234, comma: 1234 });
  });

  it.each([
    ['-5', -5],
    ['− 5', -5],
    ['(5)', -5],
    ['+5', 5],
    ["'5", 5],
    ['1e3', 1000],
    ['1.2E+2', 120],
    [' 7 ', 7],
  ])('reads %s', (text, value) => {
    expect(readNumber(text)?.point).toBe(value);
  });

  it.each([
    '',
    'x',
    '1x',
    '1,2,3',
    '1.2.3',
    '1,23,456',
    '12 34',
    '--5',
    '1e999',
    '9'.repeat(400),
    '0x10',
    'Infinity',
    'NaN',
    '١٢',
  ])('does not read %j', (text) => {
    expect(readNumber(text)).toBeUndefined();
  });
});

describe('decideDecimal', () => {
  it('follows what is proved, the more frequent where both are', () => {
    expect(decideDecimal({ point: 1, comma: 0, unclear: 9 }, ';')).toBe('point');
    expect(decideDecimal({ point: 0, comma: 1, unclear: 9 }, ',')).toBe('comma');
    expect(decideDecimal({ point: 2, comma: 5, unclear: 0 }, ';')).toBe('comma');
  });

  it('takes a point where nothing is in doubt, and where commas separate cells', () => {
    expect(decideDecimal({ point: 0, comma: 0, unclear: 0 }, ';')).toBe('point');
    expect(decideDecimal({ point: 0, comma: 0, unclear: 3 }, ',')).toBe('point');
  });

  it('does not guess elsewhere', () => {
    expect(decideDecimal({ point: 0, comma: 0, unclear: 3 }, ';')).toBeUndefined();
  });
});

describe('isMissing', () => {
  it.each(['', ' ', '-', '–', 'NA', 'n/a', 'null', '#N/A', 'NaN', 'TBD'])('%j says nothing', (text) => {
    expect(isMissing(text)).toBe(true);
  });

  it.each(['0', 'none of them', 'x', '-1'])('%j says something', (text) => {
    expect(isMissing(text)).toBe(false);
  });
});
