import { parseDuration } from '../calendar/duration.ts';

/**
 * A share as a fraction 0–1, from `30%` or `0.3`; undefined for anything else. A bare number above 1 is not guessed to be
 * per cent.
 *
 * @example parseFraction('30%') // => 0.3
 * @example parseFraction(0.88) // => 0.88
 * @example parseFraction(30) // => undefined
 */
export function parseFraction(value: string | number): number | undefined {
  if (typeof value === 'number') return value >= 0 && value <= 1 ? value : undefined;
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(value.trim());
  if (match === null) return undefined;
  const fraction = match[2] === '%' ? Number((Number(match[1]) / 100).toPrecision(12)) : Number(match[1]);
  return fraction <= 1 ? fraction : undefined;
}

/** The share of contacts to be answered within a time. */
export interface ServiceTarget {
  readonly serviceLevelFraction: number;
  readonly answerThresholdSeconds: number;
}

/**
 * Reads a service-level target: `80/20s` (80 % within 20 seconds), `90/2m`, `80/20`.
 *
 * @example parseServiceTarget('80/20s')?.answerThresholdSeconds // => 20
 * @example parseServiceTarget('120/20s') // => undefined
 */
export function parseServiceTarget(value: string): ServiceTarget | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*%?\s*\/\s*(.+)$/.exec(value.trim());
  if (match === null) return undefined;
  const serviceLevelFraction = Number(match[1]) / 100;
  const answerThresholdSeconds = parseDuration(match[2] ?? '');
  if (answerThresholdSeconds === undefined || serviceLevelFraction <= 0 || serviceLevelFraction >= 1)
    return undefined;
  return { serviceLevelFraction, answerThresholdSeconds };
}
