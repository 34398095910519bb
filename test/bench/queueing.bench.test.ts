import { expect, test } from 'vitest';
import { requiredAgentsForSurge } from '../../src/queueing/agents-for-surge.ts';
import { requiredAgents } from '../../src/queueing/required-agents.ts';
import { simulateReplication } from '../../src/queueing/simulate-replication.ts';
import { timeDependentQueue } from '../../src/queueing/time-dependent-queue.ts';

const targets = { serviceLevelFraction: 0.8, answerThresholdSeconds: 20 };
const averageHandleTimeSeconds = 240;

/** Processor time of this process, so that other work on the machine counts less. */
function measure(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function agentsFor(offeredLoad: number): number {
  return requiredAgents({ model: 'c', offeredLoad, averageHandleTimeSeconds, targets })?.agents ?? NaN;
}

test('requirements per second', () => {
  const loads = Array.from({ length: 1000 }, (_, i) => 20 + 0.18 * i);
  const shared = { averageHandleTimeSeconds };
  const strict = {
    ...targets,
    averageSpeedOfAnswerSeconds: 30,
    occupancyFraction: 0.9,
    abandonmentFraction: 0.05,
  };
  const searches = {
    'Erlang C, 80/20': (offeredLoad: number) =>
      requiredAgents({ model: 'c', ...shared, offeredLoad, targets }),
    'Erlang C, four targets': (offeredLoad: number) =>
      requiredAgents({ model: 'c', ...shared, offeredLoad, targets: strict }),
    'Erlang A, 80/20': (offeredLoad: number) =>
      requiredAgents({ model: 'a', ...shared, patienceSeconds: 90, offeredLoad, targets }),
    'Erlang A, four targets': (offeredLoad: number) =>
      requiredAgents({ model: 'a', ...shared, patienceSeconds: 90, offeredLoad, targets: strict }),
  };
  const rows = Object.entries(searches).map(([name, search]) => {
    const repeats = name.startsWith('Erlang C') ? 300 : 30;
    const once = loads.map((load) => search(load)?.agents ?? NaN);
    let sum = 0;
    const seconds = measure(() => {
      for (let i = 0; i < repeats; i += 1) for (const load of loads) sum += search(load)?.agents ?? NaN;
    });
    expect(sum).toBe(repeats * once.reduce((total, agents) => total + agents, 0));
    return { search: name, 'per second': Math.round((repeats * loads.length) / seconds) };
  });
  console.table(rows);
});

/** Weeks of a daily wave, with arrivals that change every minute or every interval. */
function weeks(peakLoad: number, count: number, everyMinute: boolean) {
  const arrivalsPerStep = Array.from({ length: count * 10_080 }, (_, minute) => {
    const moment = everyMinute ? minute : Math.floor(minute / 15) * 15;
    return (peakLoad / 4) * (0.6 + 0.4 * Math.sin((2 * Math.PI * moment) / 1440));
  });
  const agents = Array.from({ length: count * 672 }, (_, i) => {
    const contacts = arrivalsPerStep.slice(15 * i, 15 * i + 15).reduce((sum, value) => sum + value, 0);
    return agentsFor((contacts / 15) * 4);
  });
  return { arrivalsPerStep, agents, stepSeconds: 60, stepsPerInterval: 15, averageHandleTimeSeconds };
}

test('verification of a team-week at 15 minutes', () => {
  const rows = [
    [10, 1, 90, true],
    [30, 1, 90, true],
    [112, 1, 90, true],
    [112, 1, 90, false],
    [112, 1, undefined, true],
    [112, 1, undefined, false],
    [112, 4, 90, true],
    [480, 1, 90, true],
    [980, 1, 90, true],
  ] as const;
  console.table(
    rows.map(([peak, count, patienceSeconds, everyMinute]) => {
      const input = { ...weeks(peak, count, everyMinute), answerThresholdSeconds: 20, patienceSeconds };
      let result = timeDependentQueue(input);
      const seconds = measure(() => {
        result = timeDependentQueue(input);
      });
      const offered = result.offered.reduce((sum, value) => sum + value, 0);
      const inTime = result.offered.reduce(
        (sum, value, i) => sum + value * result.serviceLevelFraction[i]!,
        0,
      );
      expect(inTime / offered).toBeGreaterThan(0.8);
      return {
        'most agents': Math.max(...input.agents),
        weeks: count,
        'hang-ups': patienceSeconds !== undefined,
        'arrivals change': everyMinute ? 'every minute' : 'every interval',
        'delivered %': Math.round(1000 * (inTime / offered)) / 10,
        'processor seconds': Math.round(1000 * seconds) / 1000,
      };
    }),
  );
});

test('agents for a surge of six hours, and simulation', () => {
  const arrivalsPerStep = Array.from({ length: 360 }, (_, m) =>
    m < 120 ? 100 / 30 : 100 / 30 + 100 * (2 ** ((120 - m) / 5) - 2 ** ((119 - m) / 5)),
  );
  const plan = { arrivalsPerStep, stepSeconds: 60, stepsPerInterval: 15, averageHandleTimeSeconds };
  const guess = Array.from({ length: 24 }, () => 17);
  let missed = -1;
  const search = measure(() => {
    missed = requiredAgentsForSurge({ ...plan, agents: guess, targets, initialContacts: 13 }).missed.length;
  });
  expect(missed).toBe(0);
  const { arrivalsPerStep: week, agents, ...grid } = weeks(112, 1, true);
  const phone = {
    name: 'phone',
    arrivalsPerStep: week,
    averageHandleTimeSeconds,
    patienceSeconds: 90,
    answerThresholdSeconds: 20,
  };
  let contacts = 0;
  const simulation = measure(() => {
    const tally = simulateReplication({ ...grid, agents, channels: [phone], seed: 1 }, 0);
    contacts = tally.channels[0]?.offered.reduce((sum, value) => sum + value, 0) ?? 0;
  });
  expect(contacts).toBeGreaterThan(100_000);
  console.table([
    { what: 'surge search, 24 intervals', 'processor seconds': Math.round(1000 * search) / 1000 },
    {
      what: `simulated week, ${contacts} contacts`,
      'processor seconds': Math.round(1000 * simulation) / 1000,
    },
    { what: 'simulated contacts per second', 'processor seconds': Math.round(contacts / simulation) },
  ]);
});
