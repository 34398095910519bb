import { describe, expect, it } from 'vitest';
import { delimiterName, delimiters, detectDelimiter } from '../../src/io/delimiter.ts';

describe('detectDelimiter', () => {
  it.each(delimiters.map((delimiter) => [delimiterName(delimiter), delimiter] as const))(
    'finds a %s',
    (_, delimiter) => {
      const rows = [
        ['date', 'channel', 'calls'],
        ['2026-11-23', 'phone', '12'],
        ['2026-11-24', 'chat', '7'],
      ];
      expect(detectDelimiter(rows.map((row) => row.join(delimiter)).join('\n'))).toBe(delimiter);
    },
  );

  it('is not misled by decimal commas, times or lists in the data', () => {
    expect(detectDelimiter('date;calls;aht\n2026-11-23;1,5;2,5\n2026-11-24;3,5;4,25\n')).toBe(';');
    expect(detectDelimiter('id,channels\na,phone:60%|chat:40%\nb,phone:60%|chat:40%\n')).toBe(',');
  });

  it('does not look into quotes', () => {
    expect(detectDelimiter('"a,b,c,d";e\n1;2\n')).toBe(';');
  });

  it('obeys the line that Excel writes, and looks past a title', () => {
    expect(detectDelimiter('sep=|\na;b;c|d\n')).toBe('|');
    expect(detectDelimiter('Report\na;b\n1;2\n')).toBe(';');
  });

  it('takes a comma where nothing decides', () => {
    expect(detectDelimiter('')).toBe(',');
    expect(detectDelimiter('calls\n12\n')).toBe(',');
  });
});
