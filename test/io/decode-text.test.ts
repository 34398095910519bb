import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/io/decode-text.ts';
import { noteList } from '../../src/io/note-list.ts';
import { textSource, type TableSource } from '../../src/io/table-source.ts';
import { byteSource, errorText } from './reading.ts';

async function decoded(
  source: TableSource,
): Promise<{ text: string; notes: readonly { message: string }[] }> {
  const notes = noteList();
  let text = '';
  for await (const piece of decodeText(source, notes)) text += piece;
  return { text, notes: notes.all() };
}

describe('decodeText', () => {
  it('gives the same text whatever the sizes of its pieces, line ends as LF', async () => {
    const textArbitrary = fc.string({
      unit: fc.constantFrom('a', ',', '\r', '\n', 'é', '€', '𝄞', '"', '\t'),
    });
    await fc.assert(
      fc.asyncProperty(
        textArbitrary,
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
        async (text, sizes) => {
          const { text: read, notes } = await decoded(
            byteSource('x.csv', new TextEncoder().encode(text), sizes),
          );
          expect(read).toBe(text.replaceAll(/\r\n?/g, '\n'));
          expect(notes).toEqual([]);
        },
      ),
    );
  });

  it('takes a byte order mark off, and only at the start', async () => {
    const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, 0x61, 0xef, 0xbb, 0xbf);
    expect((await decoded(byteSource('x.csv', bytes, [1]))).text).toBe('a\uFEFF');
    expect((await decoded(textSource('x.csv', '\uFEFFa'))).text).toBe('a');
  });

  it('reads what is not UTF-8 as Windows-1252 from there on, with a note', async () => {
    const bytes = Uint8Array.of(0x61, 0x2c, 0xe9, 0x2c, 0x80, 0x0a);
    for (const sizes of [[6], [1], [3]]) {
      const { text, notes } = await decoded(byteSource('x.csv', bytes, sizes));
      expect(text).toBe('a,é,€\n');
      expect(notes).toEqual([{ message: 'the file is not UTF-8: read as Windows-1252', count: 1 }]);
    }
  });

  it('reads a character that is cut off at the end of the file as Windows-1252', async () => {
    expect((await decoded(byteSource('x.csv', Uint8Array.of(0x61, 0xc3)))).text).toBe('aÃ');
  });

  it.each([
    ['UTF-16 with a mark', [0xff, 0xfe, 0x61, 0x00], 'x.csv: is UTF-16 text; expected UTF-8'],
    ['big-endian UTF-16', [0xfe, 0xff, 0x00, 0x61], 'x.csv: is UTF-16 text; expected UTF-8'],
    ['UTF-16 without a mark', [0x61, 0x00, 0x62, 0x00], 'x.csv: holds NUL bytes'],
    ['a workbook', [0x50, 0x4b, 0x03, 0x04], 'x.csv: is an Excel workbook'],
    ['gzip', [0x1f, 0x8b, 0x08], 'x.csv: is compressed with gzip'],
  ])('refuses %s', async (_, bytes, message) => {
    const text = await errorText(decoded(byteSource('x.csv', Uint8Array.from(bytes))));
    expect(text).toContain(message);
    expect(text).toContain('hint: ');
  });
});
