import { numberIn, readNumber, type DecimalStyle, type NumberCell } from './number-cells.ts';

/** A number with what stands around it: a percent sign, a currency, thousands or millions. */
export interface AmountCell {
  readonly number: NumberCell;
  /** True when the cell itself says per cent (or per mille, in `factor`). */
  readonly percent: boolean;
  readonly factor: number;
}

const currency =
  /^(?:[$€£¥₹]|(?:usd|eur|gbp|cad|aud|chf|jpy|inr|us\$)\b)\s*|\s*(?:[$€£¥₹]|\b(?:usd|eur|gbp|cad|aud|chf|jpy|inr))$/gi;

const suffixes: readonly { readonly pattern: RegExp; readonly percent: boolean; readonly factor: number }[] =
  [
    { pattern: /\s*(?:%|percent|pct)$/i, percent: true, factor: 0.01 },
    { pattern: /\s*‰$/, percent: true, factor: 0.001 },
    { pattern: /(?<=\d)\s*(?:k|thousand)$/i, percent: false, factor: 1000 },
    { pattern: /(?<=\d)\s*(?:m|mn|mio|million)$/i, percent: false, factor: 1_000_000 },
  ];

/**
 * Reads a number that may carry a percent sign, a currency, or `k` and `m` for thousands and millions; undefined for anything
 * else.
 *
 * @example readAmount('2 %')?.factor // => 0.01
 * @example readAmount('$1,200.50')?.number.point // => 1200.5
 * @example readAmount('1.2M')?.factor // => 1000000
 */
export function readAmount(cell: string): AmountCell | undefined {
  const bare = cell.trim().replaceAll(currency, '');
  const suffix = suffixes.find(({ pattern }) => pattern.test(bare));
  const number = readNumber(suffix === undefined ? bare : bare.replace(suffix.pattern, ''));
  return number && { number, percent: suffix?.percent ?? false, factor: suffix?.factor ?? 1 };
}

/** The value of an amount in a file of a known decimal style, per cent as a fraction; without the noise of a decimal shift. */
export function amountIn(cell: AmountCell, style: DecimalStyle): number | undefined {
  const value = numberIn(cell.number, style);
  return value === undefined ? undefined : Number((value * cell.factor).toPrecision(15));
}
