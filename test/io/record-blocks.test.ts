import { stringify } from 'csv-stringify/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delimiters, type Delimiter } from '../../src/io/delimiter.ts';
import { recordBlocks, recordsOf, type EndlessRow } from '../../src/io/record-blocks.ts';

async function* pieces(text: string, sizes: readonly number[]): AsyncGenerator<string> {
  let at = 0;
  for (let index = 0; at < text.length; index++) {
    const size = sizes[index % sizes.length] ?? text.length;
    yield text.slice(at, at + size);
    at += size;
  }
}

async function records(text: string, delimiter: Delimiter, sizes: readonly number[]) {
  const rows: { line: number; cells: readonly string[] }[] = [];
  const open: EndlessRow[] = [];
  const options = { delimiter, firstLine: 1, onEndless: (quote: EndlessRow) => open.push(quote) };
  for await (const block of recordBlocks(pieces(text, sizes), options)) {
    let line = block.firstLine;
    for (const cells of recordsOf(block, delimiter)) {
      rows.push({ line, cells: cells.map((cell) => cell.trim()) });
      line += cells.join('').split('\n').length;
    }
  }
  return { rows, open };
}

const cell = fc.string({ unit: fc.constantFrom('a', 'b', '1', ',', ';', '\t', '|', '"', '\n', ' ', 'é') });
const sizesArbitrary = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

describe('recordBlocks', () => {
  it('gives back any table that was written as CSV, in pieces of any sizes, each row at its line', async () => {
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      );
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(...delimiters),
        sizesArbitrary,
        fc.boolean(),
        async (rows, delimiter, sizes, quoted) => {
          // Blanks around a cell do not count, and a row of one blank cell is a blank row.
          const tidy = rows.map((cells) => cells.map((text) => `x${text.trim()}x`));
          const text = stringify(tidy, { delimiter, quoted });
          const read = await records(text, delimiter, sizes);
          expect(read.open).toEqual([]);
          expect(read.rows.map(({ cells }) => cells)).toEqual(tidy);
          let line = 1;
          for (const [index, cells] of tidy.entries()) {
            expect(read.rows[index]?.line).toBe(line);
            line += cells.join('').split('\n').length;
          }
        },
      ),
    );
  });

  it('reads a quote inside a cell as a character', async () => {
    const { rows } = await records('a,5" screen,b\n"c ""d""",e,f\n', ',', [7]);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['a', '5" screen', 'b'],
      ['c "d"', 'e', 'f'],
    ]);
  });

  it('allows blanks before and after a quoted cell', async () => {
    const { rows } = await records('a, "b,c" ,d\n', ',', [100]);
    expect(rows[0]?.cells).toEqual(['a', 'b,c', 'd']);
  });

  it('says where a quote opens that is never closed', async () => {
    const { rows, open } = await records('a,b\n1,2\n3,"4\n5,6\n', ',', [3]);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(open).toEqual([{ text: '3,"4\n5,6\n', firstLine: 3, quote: 2 }]);
  });

  it('gives up on a quoted cell of a million characters', async () => {
    const { open } = await records(`a\n"${'x'.repeat(2_000_000)}"\n`, ',', [65_536]);
    expect(open).toHaveLength(1);
  });

  it('gives up on a line of a million characters', async () => {
    const { open } = await records(`a\n${'x'.repeat(2_000_000)}\n`, ',', [65_536]);
    expect(open.map(({ firstLine, quote }) => [firstLine, quote])).toEqual([[2, undefined]]);
  });
});
