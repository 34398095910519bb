import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { intervalGrid, type IntervalGrid } from '../../src/calendar/interval-grid.ts';
import { parseOpeningHours } from '../../src/calendar/opening-hours.ts';
import { timeZone } from '../../src/calendar/time-zone.ts';
import type { Agent } from '../../src/scheduling/agent.ts';
import { defaultShiftPatterns } from '../../src/scheduling/default-patterns.ts';
import { designShifts, type ShiftDesignProblem } from '../../src/scheduling/minimum-shift-design.ts';
import { planNamedSchedules } from '../../src/scheduling/named-schedule.ts';
import type { ShiftPattern } from '../../src/scheduling/shift-pattern.ts';
import { planShifts, type ShiftPlan } from '../../src/scheduling/shift-plan.ts';
import { inProcessSolver } from '../../src/scheduling/solver.ts';
import { planTours } from '../../src/scheduling/tours.ts';

const solver = inProcessSolver();
const hour = 3600;
const firstDay = 20_780;

/** A week with a morning and an afternoon peak, quieter towards the weekend, and a campaign's surge on Wednesday at noon. */
function week(shape: {
  readonly peak: number;
  readonly minutes: number;
  readonly open: number;
  readonly close: number;
}): {
  readonly grid: IntervalGrid;
  readonly requiredAgents: readonly number[];
} {
  const { peak, minutes, open, close } = shape;
  const grid = intervalGrid({ timeZone: timeZone('UTC'), intervalSeconds: minutes * 60, firstDay, days: 7 });
  const weekday = [1, 0.95, 0.9, 0.88, 0.85, 0.5, 0.4];
  const bump = (time: number, at: number, width: number): number => Math.exp(-((time - at) ** 2) / width);
  const raw = grid.intervals.map(({ day, secondOfDay }) => {
    const time = secondOfDay / hour;
    if (time < open || time >= close) return 0;
    const daily = 0.12 + 0.75 * bump(time, 11, 8) + 0.6 * bump(time, 16, 6) + 0.15 * bump(time, 20, 5);
    const surge = day - firstDay === 2 && time >= 12 ? 0.5 * Math.exp(-(time - 12) / 1.5) : 0;
    return daily * (weekday[day - firstDay] ?? 1) + surge;
  });
  const largest = Math.max(...raw);
  return { grid, requiredAgents: raw.map((value) => Math.ceil((value / largest) * peak - 1e-9)) };
}

/** Lengths with a half-hour lunch in a two-hour window for six hours and more. */
function patterns(stepMinutes: number, lengths: readonly number[]): readonly ShiftPattern[] {
  return lengths.map((hours): ShiftPattern => {
    const middle = Math.floor(hours) / 2;
    const lunch = {
      kind: 'lunch',
      seconds: 1800,
      earliestStart: (middle - 1) * hour,
      latestStart: (middle + 1) * hour,
      paid: false,
    };
    return {
      name: `${hours} h`,
      earliestStart: 0,
      latestStart: 24 * hour - stepMinutes * 60,
      startStep: stepMinutes * 60,
      lengths: [hours * hour],
      breaks: hours < 6 ? [] : [lunch],
    };
  });
}

const fourLengths = [4, 6, 8, 10];
const halfHourLengths = Array.from({ length: 13 }, (_, index) => 4 + index / 2);

interface Measured {
  readonly seconds: number;
  readonly processorSeconds: number;
}

async function measure<T>(work: () => Promise<T>): Promise<Measured & { readonly result: T }> {
  const before = performance.now();
  const processor = process.cpuUsage();
  const result = await work();
  return {
    result,
    seconds: (performance.now() - before) / 1000,
    processorSeconds: process.cpuUsage(processor).user / 1e6,
  };
}

function print(name: string, measured: Measured, figures: string): void {
  const megabytes = Math.round(process.memoryUsage().rss / 1e6);
  console.log(
    `${name.padEnd(26)} ${measured.seconds.toFixed(2).padStart(7)} s  ${measured.processorSeconds.toFixed(2).padStart(7)} cpu s  ${megabytes} MB  ${figures}`,
  );
}

function planFigures({ paidHours, cost, underAgentHours, overAgentHours, proof }: ShiftPlan): string {
  const gap = `${(proof.gapFraction * 100).toFixed(3)} %`;
  return `paid ${paidHours.toFixed(1)} h, cost ${cost.toFixed(1)}, under ${underAgentHours}, over ${overAgentHours.toFixed(1)}, ${proof.status}, gap ${gap}`;
}

describe('shift plans of one team-week, peak 120', () => {
  it.each([
    { name: 'S30', minutes: 30, open: 7, close: 22, step: 60, lengths: fourLengths },
    { name: 'A30', minutes: 30, open: 7, close: 22, step: 30, lengths: halfHourLengths },
    { name: 'B30 (cyclic)', minutes: 30, open: 0, close: 24, step: 30, lengths: halfHourLengths },
    { name: 'A15', minutes: 15, open: 7, close: 22, step: 15, lengths: halfHourLengths },
    { name: 'B15 (cyclic)', minutes: 15, open: 0, close: 24, step: 15, lengths: halfHourLengths },
  ])('$name is proved optimal', async ({ name, minutes, open, close, step, lengths }) => {
    const { grid, requiredAgents } = week({ peak: 120, minutes, open, close });
    const input = {
      grid,
      team: 't',
      requiredAgents,
      patterns: patterns(step, lengths),
      cyclic: close - open === 24,
      limits: { relativeGap: 1e-4 },
    };
    const measured = await measure(() => planShifts(input, solver));
    print(name, measured, planFigures(measured.result));
    expect(measured.result.proof.status).toBe('optimal');
    expect(measured.result.unmet).toEqual([]);
  });

  it.each([
    { name: 'defaults, 08-20', open: 8, close: 20 },
    { name: 'defaults, 24 x 7', open: 0, close: 24 },
  ])('$name: 15 minutes, lunch and two breaks, within 1 %', async ({ name, open, close }) => {
    const { grid, requiredAgents } = week({ peak: 120, minutes: 15, open, close });
    const measured = await measure(() =>
      planShifts({ grid, team: 't', requiredAgents, patterns: defaultShiftPatterns(900) }, solver),
    );
    print(name, measured, planFigures(measured.result));
    expect(measured.result.proof.gapFraction).toBeLessThanOrEqual(0.01);
    expect(measured.result.unmet).toEqual([]);
  });

  it('ten teams', async () => {
    const measured = await measure(async () => {
      const gaps: number[] = [];
      for (let team = 0; team < 10; team++) {
        const { grid, requiredAgents } = week({
          peak: 20 + 12 * team,
          minutes: 15,
          open: 7 + (team % 3),
          close: 19 + (team % 4),
        });
        const plan = await planShifts(
          { grid, team: `t${team}`, requiredAgents, patterns: defaultShiftPatterns(900) },
          solver,
        );
        gaps.push(plan.proof.gapFraction);
        expect(plan.unmet).toEqual([]);
      }
      return gaps;
    });
    print('ten teams', measured, `largest gap ${(Math.max(...measured.result) * 100).toFixed(2)} %`);
  });
});

function people(count: number): readonly Agent[] {
  let seed = 5;
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const hours = (text: string): Agent['availability'] => {
    const parsed = parseOpeningHours(text);
    return 'problem' in parsed ? undefined : parsed;
  };
  return Array.from({ length: count }, (_, index): Agent => {
    const paid = (random() < 0.6 ? 40 : 20) * hour;
    const kind = random();
    const availability =
      kind < 0.2 ? hours('Mon-Fri 06:00-19:00') : kind < 0.3 ? hours('Mon-Sun 12:00-24:00') : undefined;
    return {
      name: `agent ${index + 1}`,
      team: 't',
      skills: [],
      contract: { minimumSeconds: paid, maximumSeconds: paid, maximumDays: 5, restSeconds: 11 * hour },
      availability,
      timeOff: random() < 0.08 ? [{ firstDay: firstDay + 2, lastDay: firstDay + 3 }] : [],
      preferences: { daysOff: random() < 0.3 ? [5, 6] : undefined },
      fixedShifts: [],
    };
  });
}

describe('tours and rosters', () => {
  it('120 named people', async () => {
    const { grid, requiredAgents } = week({ peak: 80, minutes: 30, open: 7, close: 22 });
    const agents = people(120);
    const [short, , full] = defaultShiftPatterns(1800);
    const usable = [short, full].filter((pattern) => pattern !== undefined);
    const named = await measure(() =>
      planNamedSchedules(
        {
          grid,
          agents,
          teams: [{ input: { grid, team: 't', requiredAgents, patterns: usable }, verify: () => [] }],
          maximumRounds: 1,
        },
        solver,
      ),
    );
    const [{ plan, roster } = { plan: undefined, roster: undefined }] = named.result;
    print(
      '120 named people',
      named,
      `${roster?.assignments.length} filled, ${roster?.unfilled.length} not, gap ${((plan?.proof.gapFraction ?? 1) * 100).toFixed(2)} %, under ${plan?.underAgentHours}, filled hours within ${((roster?.proof.gapFraction ?? 1) * 100).toFixed(2)} %`,
    );
    expect(plan?.proof.gapFraction).toBeLessThanOrEqual(0.02);
  });

  it('free choice of three contracts, peak 120', async () => {
    const { grid, requiredAgents } = week({ peak: 120, minutes: 15, open: 7, close: 22 });
    const [short, , full, long] = defaultShiftPatterns(1800);
    if (short === undefined || full === undefined || long === undefined)
      throw new Error('no default patterns');
    const contracts = [
      { name: 'full', pattern: full, daysPerWeek: 5 },
      { name: 'part', pattern: short, daysPerWeek: 5 },
      { name: 'four days', pattern: long, daysPerWeek: 4 },
    ];
    const tours = await measure(() => planTours({ grid, team: 't', requiredAgents, contracts }, solver));
    print(
      'tours, three contracts',
      tours,
      `${tours.result.tours.length} people, gap ${(tours.result.proof.gapFraction * 100).toFixed(2)} %`,
    );
    expect(tours.result.proof.gapFraction).toBeLessThanOrEqual(0.02);
  });
});

/** Proved optima of the public instances of minimum shift design, by number of the example. */
const designOptima: Readonly<Record<number, number>> = {
  1: 480,
  2: 300,
  3: 600,
  4: 450,
  5: 480,
  26: 1020,
  29: 1140,
  30: 1020,
};

function readDesign(text: string): ShiftDesignProblem {
  const numbers = (key: string): number[] =>
    (new RegExp(`\\b${key} = \\[?([^\\];]*)`).exec(text)?.[1] ?? '').split(',').map(Number);
  const latest = numbers('maxStart');
  const shortest = numbers('minLength');
  const longest = numbers('maxLength');
  const slotMinutes = numbers('interval')[0] ?? 60;
  return {
    slotMinutes,
    days: numbers('days')[0] ?? 7,
    demand: numbers('demand'),
    types: numbers('minStart').map((earliestStart, index) => ({
      earliestStart,
      latestStart: latest[index] ?? earliestStart,
      shortest: shortest[index] ?? 0,
      longest: longest[index] ?? 0,
    })),
    overCoverPrice: 1,
    underCoverPrice: 1,
    shiftPrice: slotMinutes,
  };
}

describe('minimum shift design', () => {
  const folder = process.env['SURGECAST_DATA'];
  it('reaches and proves the optima of the public instances', async () => {
    if (folder === undefined) {
      console.log(
        'minimum shift design: set SURGECAST_DATA to a folder with shift-design/RandomExample*.dzn',
      );
      return;
    }
    const files = readdirSync(path.join(folder, 'shift-design')).filter((name) => name.endsWith('.dzn'));
    for (const file of files) {
      const number = Number(/\d+/.exec(file)?.[0]);
      const problem = readDesign(readFileSync(path.join(folder, 'shift-design', file), 'utf8'));
      const measured = await measure(() => designShifts(problem, solver));
      print(
        file,
        measured,
        `objective ${measured.result?.objective}, bound ${measured.result?.bound.toFixed(2)}, ${measured.result?.nodes} nodes`,
      );
      expect(measured.result?.objective).toBe(designOptima[number]);
      expect(measured.result?.gapFraction).toBeLessThan(1e-6);
    }
  });
});
