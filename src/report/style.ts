/** How a word stands out. Plain text loses nothing but the colour: every mark is also a word or a sign. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly good: (text: string) => string;
  readonly accent: (text: string) => string;
}

const same = (text: string): string => text;

/** No colour at all: pipes, files, NO_COLOR. */
export const plainStyle: Style = {
  bold: same,
  dim: same,
  error: same,
  warning: same,
  good: same,
  accent: same,
};
