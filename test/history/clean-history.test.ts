import { describe, expect, it } from 'vitest';
import { cleanHistory } from '../../src/history/clean-history.ts';
import { dayTotals } from '../../src/history/day-totals.ts';
import type { HistoryAnomaly } from '../../src/history/history-anomaly.ts';
import { syntheticSeries, uniforms } from '../forecast/synthetic-series.ts';
import { madeSeries, monday } from './made-series.ts';

const office = {
  firstDay: monday,
  weeks: 16,
  intervalsPerDay: 48,
  hours: (weekday: number) => (weekday < 5 ? ([16, 40] as const) : undefined),
  dayTotal: 2000,
  weekdayFactors: [1.25, 1.05, 1, 0.98, 0.95, 0, 0],
  daySd: 0.06,
  slotSd: 0.05,
};

const brief = ({ kind, day, slot, slots }: HistoryAnomaly): string =>
  `${kind} ${day - monday}${slot === undefined ? '' : ` ${slot}+${slots}`}`;

const found = (series: Parameters<typeof cleanHistory>[0]['series']): string[] =>
  cleanHistory({ series, specialDays: [] }).anomalies.map(brief);

describe('cleanHistory', () => {
  it('calls nothing in ordinary noise an anomaly', () => {
    for (const seed of [1, 2, 3, 4, 5])
      expect(found(syntheticSeries({ seed, ...office }).series)).toEqual([]);
  });

  it('does not call a lasting change of level a row of spikes or outages', () => {
    for (const factor of [0.4, 2.5]) {
      const { series } = syntheticSeries({ seed: 1, ...office, steps: [{ day: monday + 70, factor }] });
      expect(found(series)).toEqual([]);
    }
  });

  it('finds outages, whole days and hours, and leaves them out', () => {
    const { series } = syntheticSeries({
      seed: 2,
      ...office,
      outages: [
        { day: monday + 63, from: 0, to: 48 },
        { day: monday + 73, from: 20, to: 26 },
      ],
    });
    const clean = cleanHistory({ series, specialDays: [] });
    expect(clean.anomalies.map(brief)).toEqual(['outage 63', 'outage 73 20+6']);
    expect(clean.anomalies[1]!.expected).toBeGreaterThan(300);
    expect(clean.usable.subarray(63 * 48, 64 * 48).includes(1)).toBe(false);
    expect([...clean.usable.subarray(73 * 48 + 16, 73 * 48 + 40)]).toEqual(
      [...'111100000011111111111111'].map(Number),
    );
    const totals = dayTotals(clean);
    expect(totals.share[63]).toBe(0);
    expect(totals.share[73]).toBeGreaterThan(0.6);
    // The rest of the day scaled up: within a tenth of the Thursdays around it.
    expect(Math.abs(totals.total[73]! / ((totals.total[66]! + totals.total[80]!) / 2) - 1)).toBeLessThan(0.1);
  });

  it('replaces spikes by what was due, and lists them', () => {
    const { series } = syntheticSeries({
      seed: 3,
      ...office,
      spikes: [{ day: monday + 65, from: 24, to: 26, factor: 5 }],
    });
    const clean = cleanHistory({ series, specialDays: [] });
    expect(clean.anomalies.map(brief)).toEqual(['spike 65 24+1', 'spike 65 25+1']);
    const spike = clean.anomalies[0]!;
    expect(clean.contacts[65 * 48 + 24]).toBe(spike.expected);
    expect(spike.observed! / spike.expected!).toBeGreaterThan(3);
  });

  it('tells gaps from zeros, and lists neither on special days', () => {
    const { series } = syntheticSeries({ seed: 4, ...office });
    const observed = series.observed.slice();
    observed.fill(0, 64 * 48, 65 * 48);
    observed.fill(0, 66 * 48 + 30, 66 * 48 + 34);
    observed.fill(0, 70 * 48, 71 * 48);
    const clean = cleanHistory({
      series: { ...series, observed },
      specialDays: [{ firstDay: monday + 70, lastDay: monday + 70, class: 'closed' }],
    });
    expect(clean.anomalies.map(brief)).toEqual(['gap 64', 'gap 66 30+4']);
    expect(clean.special[70]).toBe(1);
  });

  it('finds days that were copied, and days of fractions among whole counts', () => {
    const { series } = syntheticSeries({ seed: 5, ...office });
    const contacts = series.contacts.slice();
    contacts.set(series.contacts.subarray(57 * 48, 58 * 48), 64 * 48);
    for (let slot = 16; slot < 40; slot++) contacts[72 * 48 + slot]! += 0.37;
    const clean = cleanHistory({ series: { ...series, contacts }, specialDays: [] });
    expect(clean.anomalies.map(brief)).toEqual(['imputed 64', 'imputed 72']);
    expect(clean.usable.subarray(64 * 48, 65 * 48).includes(1)).toBe(false);
  });

  it('takes past campaigns out and leaves excluded slots out', () => {
    const series = madeSeries({ days: 42, intervalsPerDay: 24 }, ({ weekday, slot }) =>
      weekday < 5 && slot >= 8 && slot < 18 ? 40 + slot : 0,
    );
    const campaignContacts = new Float64Array(series.contacts.length);
    const excluded = new Uint8Array(series.contacts.length);
    campaignContacts[7 * 24 + 10] = 30;
    campaignContacts[7 * 24 + 11] = 9999;
    excluded[8 * 24 + 9] = 1;
    const clean = cleanHistory({ series, campaignContacts, excluded, specialDays: [] });
    expect(clean.contacts[7 * 24 + 10]).toBe(20);
    expect(clean.contacts[7 * 24 + 11]).toBe(0);
    expect(clean.usable[8 * 24 + 9]).toBe(0);
    expect(series.contacts[7 * 24 + 10]).toBe(50);
  });

  it('reads missing intervals as zeros where no zero is listed and few contacts are due', () => {
    const uniform = uniforms(11);
    const sparse = madeSeries({ days: 56, intervalsPerDay: 24 }, () =>
      uniform() < 0.5 ? 1 + Math.floor(2 * uniform()) : undefined,
    );
    const clean = cleanHistory({ series: sparse, specialDays: [] });
    const missing = sparse.observed.filter((one) => one === 0).length;
    expect(clean.omittedZeros).toBe(missing);
    expect(clean.usable.every((one) => one === 1)).toBe(true);
    // One listed zero, and the history is taken at its word.
    const listed = { ...sparse, observed: sparse.observed.slice() };
    listed.observed[sparse.observed.indexOf(0)] = 1;
    expect(cleanHistory({ series: listed, specialDays: [] }).omittedZeros).toBe(0);
  });

  it('keeps a long silence of a busy channel a gap', () => {
    const busy = madeSeries({ days: 56, intervalsPerDay: 24 }, ({ index, slot }) =>
      index === 40 && slot >= 8 && slot < 14 ? undefined : 25,
    );
    const clean = cleanHistory({ series: busy, specialDays: [] });
    expect(clean.omittedZeros).toBe(0);
    expect(clean.anomalies.map(brief)).toEqual(['gap 40 8+6']);
  });
});
