import { InputError } from '../problems/input-error.ts';
import type { NoteList } from './note-list.ts';
import type { TableSource } from './table-source.ts';

const binarySignatures: readonly {
  readonly bytes: readonly number[];
  readonly message: string;
  readonly hint: string;
}[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    message: 'is an Excel workbook or a zip archive, not CSV text',
    hint: 'save the sheet as "CSV UTF-8" and give that file',
  },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    message: 'is an old Excel workbook, not CSV text',
    hint: 'save the sheet as "CSV UTF-8" and give that file',
  },
  {
    bytes: [0x1f, 0x8b],
    message: 'is compressed with gzip, not CSV text',
    hint: 'unpack it first: gunzip -c FILE | surgecast … -',
  },
  { bytes: [0x25, 0x50, 0x44, 0x46], message: 'is a PDF, not CSV text', hint: 'export the table as CSV' },
];

const utf16Hint = 'save it as UTF-8 ("CSV UTF-8" in Excel), or convert it: iconv -f UTF-16 -t UTF-8 FILE';

/** Refuses what is no text that this program reads: UTF-16, spreadsheets, archives. */
function refuseBinary(file: string, bytes: Uint8Array): void {
  const [first, second] = bytes;
  const hasMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (hasMark) throw new InputError([{ file, message: 'is UTF-16 text; expected UTF-8', hint: utf16Hint }]);
  for (const { bytes: signature, message, hint } of binarySignatures) {
    if (signature.every((byte, index) => bytes[index] === byte))
      throw new InputError([{ file, message, hint }]);
  }
  const nul = bytes.subarray(0, 1024).indexOf(0);
  if (nul >= 0) {
    throw new InputError([
      { file, message: 'holds NUL bytes: it is UTF-16 without a mark, or no text', hint: utf16Hint },
    ]);
  }
}

/** Refuses text that begins like something else than a table: JSON, and the HTML that some systems call a spreadsheet. */
export function refuseForeign(file: string, sample: string): void {
  const hint = 'export the table as CSV';
  if (/^\s*(?:\{|\[\s*[[{"])/.test(sample))
    throw new InputError([{ file, message: 'is JSON, not CSV text', hint }]);
  if (/^\s*<(?:!doctype|html|table|\?xml)/i.test(sample)) {
    throw new InputError([{ file, message: 'is HTML or XML, not CSV text', hint }]);
  }
}

/** Bytes → text. What is not valid UTF-8 is taken as Windows-1252 from there on, with a note: Excel's "CSV" is. */
function decoder(notes: NoteList): (bytes: Uint8Array | undefined) => string {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let fallback: InstanceType<typeof TextDecoder> | undefined;
  let pending = new Uint8Array(0);
  return (bytes) => {
    if (fallback !== undefined) return bytes === undefined ? '' : fallback.decode(bytes, { stream: true });
    let whole = bytes ?? new Uint8Array(0);
    if (pending.length > 0) {
      const joined = new Uint8Array(pending.length + whole.length);
      joined.set(pending);
      joined.set(whole, pending.length);
      whole = joined;
    }
    // A character may be cut at the end of a chunk: hold back its first bytes.
    let end = whole.length;
    if (bytes !== undefined) {
      let back = 1;
      while (back <= 3 && back <= whole.length && ((whole[whole.length - back] ?? 0) & 0xc0) === 0x80)
        back += 1;
      if (back <= whole.length && (whole[whole.length - back] ?? 0) >= 0xc0) end = whole.length - back;
    }
    try {
      const text = utf8.decode(whole.subarray(0, end));
      pending = whole.slice(end);
      return text;
    } catch {
      fallback = new TextDecoder('windows-1252');
      notes.add('the file is not UTF-8: read as Windows-1252');
      return fallback.decode(whole, { stream: true });
    }
  };
}

/**
 * The text of a source in pieces: decoded, without a byte order mark, every line end as LF.
 *
 * @throws InputError for UTF-16 text, spreadsheets and archives.
 */
export async function* decodeText(source: TableSource, notes: NoteList): AsyncGenerator<string> {
  const decode = decoder(notes);
  let first = true;
  let heldReturn = '';
  const tidy = (text: string): string => {
    let whole = heldReturn + text;
    heldReturn = '';
    if (first && whole.length > 0) {
      first = false;
      if (whole.startsWith('\uFEFF')) whole = whole.slice(1);
    }
    if (!whole.includes('\r')) return whole;
    if (whole.endsWith('\r')) {
      heldReturn = '\r';
      whole = whole.slice(0, -1);
    }
    return whole.replaceAll(/\r\n?/g, '\n');
  };
  for await (const chunk of source.chunks()) {
    if (first && typeof chunk !== 'string') refuseBinary(source.file, chunk);
    const text = tidy(typeof chunk === 'string' ? chunk : decode(chunk));
    if (text !== '') yield text;
  }
  const rest = tidy(decode(undefined)) + (heldReturn === '' ? '' : '\n');
  if (rest !== '') yield rest;
}
