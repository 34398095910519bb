/** Width of a text on a terminal, colour codes left out. */
export function visibleLength(text: string): number {
  // eslint-disable-next-line no-control-regex
  return [...text.replaceAll(/\u001B\[[0-9;]*m/g, '')].length;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - visibleLength(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - visibleLength(text))) + text;
}

/** A name in at most so many columns. @example shortName('Alexandra', 5) // => 'Alex…' */
export function shortName(name: string, width: number): string {
  const signs = [...name];
  return signs.length > width ? `${signs.slice(0, Math.max(1, width - 1)).join('')}…` : name;
}

/** Breaks a text into lines of at most `width`, the later ones indented; a word longer than a line stands alone. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const candidate = line === '' ? word : `${line} ${word}`;
    const room = width - (lines.length === 0 ? 0 : indent.length);
    if (line !== '' && visibleLength(candidate) > room) {
      lines.push(lines.length === 0 ? line : indent + line);
      line = word;
    } else line = candidate;
  }
  if (line !== '') lines.push(lines.length === 0 ? line : indent + line);
  return lines;
}

/** A column of a plain table. */
export interface TextColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** A table without rules: columns two spaces apart, numbers to the right, no trailing spaces. */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  indent = '  ',
): string[] {
  const widths = columns.map((column, index) =>
    Math.max(visibleLength(column.title), ...rows.map((row) => visibleLength(row[index] ?? ''))),
  );
  const format = (cells: readonly string[]): string =>
    (
      indent +
      cells
        .map((cell, index) =>
          (columns[index]?.align === 'right' ? padStart : padEnd)(cell, widths[index] ?? 0),
        )
        .join('  ')
    ).trimEnd();
  return [format(columns.map((column) => column.title)), ...rows.map((row) => format(row))];
}

/** A whole number with thousands apart. @example formatCount(12345.6) // => '12,346' */
export function formatCount(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** A share in per cent. @example formatPercent(0.795, 1) // => '79.5 %' */
export function formatPercent(fraction: number, digits = 0): string {
  return `${(fraction * 100).toFixed(digits)} %`;
}

/** A number with as many digits as it deserves. @example formatFigure(3.14159) // => '3.1' */
export function formatFigure(value: number): string {
  if (Math.abs(value) >= 100) return formatCount(value);
  return Number(value.toFixed(1)).toString();
}

/** Seconds as a wait: `14 s`, `3 min`, `1 h 20`. @example formatWait(200) // => '3 min' */
export function formatWait(seconds: number): string {
  if (seconds < 99.5) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
}

/** Money, with the plan's currency before it when there is one. @example formatMoney(1234.5, 'USD') // => 'USD 1,235' */
export function formatMoney(value: number, currency: string): string {
  return currency === '' ? formatCount(value) : `${currency} ${formatCount(value)}`;
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A horizontal bar. @example bar(5, 10, 10) // => '█████' */
export function bar(value: number, most: number, width: number): string {
  if (!(most > 0) || !(value > 0)) return '';
  const parts = Math.round((Math.min(value, most) / most) * width * 8);
  return '█'.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '');
}

/** A line of bars, one a value; zero is a dot, absent a space. @example sparkline([0, 1, 2], 2) // => '·▄█' */
export function sparkline(values: readonly (number | undefined)[], most: number): string {
  return values
    .map((value) => {
      if (value === undefined) return ' ';
      if (!(value > 0) || !(most > 0)) return '·';
      return levels[Math.min(7, Math.max(0, Math.ceil((value / most) * 8) - 1))] ?? '█';
    })
    .join('');
}
