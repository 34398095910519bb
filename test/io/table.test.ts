import { describe, expect, it } from 'vitest';
import { readTable, type RawRow } from '../../src/io/table.ts';
import { textSource } from '../../src/io/table-source.ts';
import { errorText, inputError } from './reading.ts';

async function rowsOf(text: string): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  await readTable(textSource('t.csv', text), (row) => rows.push({ ...row }));
  return rows;
}

/** Reads a table and complains about every cell that says `bad`. */
async function complain(text: string): Promise<void> {
  const table = await readTable(textSource('t.csv', text), (row, open) => {
    for (const [index, cell] of row.cells.entries()) {
      if (cell.trim() === 'bad') open.problem(row, { index, message: 'this is bad', hint: 'mend it' });
    }
  });
  table.problems.throwIfAny();
}

describe('readTable', () => {
  it('gives rows with the lines they begin in, blank ones left out', async () => {
    const rows = await rowsOf('a,b\n\n"1\n2",3\n ,\n4,5');
    expect(rows).toEqual([
      { line: 1, lines: 1, cells: ['a', 'b'] },
      { line: 3, lines: 2, cells: ['1\n2', '3'] },
      { line: 6, lines: 1, cells: ['4', '5'] },
    ]);
  });

  it('passes over the separator line of Excel and counts it', async () => {
    expect(await rowsOf('sep=;\r\na;b\r\n1;2\r\n')).toEqual([
      { line: 2, lines: 1, cells: ['a', 'b'] },
      { line: 3, lines: 1, cells: ['1', '2'] },
    ]);
  });

  it('points at the cell with its source line', async () => {
    expect(await errorText(complain('a;b;c\n1;bad;3\n'))).toBe(
      't.csv:2:3: this is bad\n  | 1;bad;3\n  |   ^\n  hint: mend it\n',
    );
  });

  it('points into rows of several lines and past quoted delimiters', async () => {
    expect(await errorText(complain('a,b,c\n"x, y","1\n2",bad\n'))).toBe(
      't.csv:3:4: this is bad\n  | 2",bad\n  |    ^\n  hint: mend it\n',
    );
  });

  it('keeps the first 20 problems and counts the rest', async () => {
    const error = await inputError(complain(`a\n${'bad\n'.repeat(1000)}`));
    expect(error.problems).toHaveLength(20);
    expect(error.total).toBe(1000);
    expect(error.problems.map(({ line }) => line)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 2),
    );
  });

  it('finds lines far into a long file', async () => {
    const filler = Array.from({ length: 50_000 }, (_, index) => `row ${index},1`).join('\n');
    expect(await errorText(complain(`a,b\n${filler}\nhere,bad\n`))).toContain(
      't.csv:50002:6: this is bad\n  | here,bad\n',
    );
  });

  it('refuses a quote that is never closed, where it opens, with what was found before', async () => {
    const table = await readTable(textSource('t.csv', 'a,b\nbad,1\n2,"3\n4,5\n'), (row, open) => {
      if (row.cells[0] === 'bad') open.problem(row, { index: 0, message: 'this is bad' });
    });
    expect(table.problems.items.map(({ line, column }) => [line, column])).toEqual([
      [2, 1],
      [3, 3],
    ]);
  });

  it('refuses text after the quote that ends a cell', async () => {
    expect(await errorText(rowsOf('a,b\n"x" y,1\n'))).toContain('t.csv:2: there is text after the quote');
  });

  it.each([
    ['{"a": 1}', 't.csv: is JSON'],
    ['[{"a": 1}]', 't.csv: is JSON'],
    ['<html><table>', 't.csv: is HTML or XML'],
    ['<?xml version="1.0"?>', 't.csv: is HTML or XML'],
  ])('refuses %s', async (text, message) => {
    expect(await errorText(rowsOf(text))).toContain(message);
  });
});
