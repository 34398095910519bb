import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { erlangA, erlangAServiceLevel } from '../../src/queueing/erlang-a.ts';
import { erlangB, maximumFreshLoad, maximumLoadForBlocking } from '../../src/queueing/erlang-b.ts';
import { erlangC, erlangCAverageSpeedOfAnswer, erlangCServiceLevel } from '../../src/queueing/erlang-c.ts';
import { requiredAgents } from '../../src/queueing/required-agents.ts';

interface Row {
  readonly id: string;
  readonly model: 'A' | 'B' | 'C' | 'ExtB';
  readonly inputs: string;
  readonly metric: string;
  readonly exact: string;
}

const file = new URL('../../fixtures/reference/erlang-values.csv', import.meta.url);
const rows: Row[] = parse(readFileSync(file, 'utf8'), { columns: true });

/** The numbers that a row's words hold. */
interface Inputs {
  readonly agents: number;
  readonly load: number;
  readonly handleTime: number;
  readonly threshold: number;
  readonly patience: number;
  readonly blocking: number;
  readonly retry: number;
  readonly serviceLevel: number | undefined;
  readonly speed: number | undefined;
  readonly occupancy: number | undefined;
}

function quotient(text: string): number {
  const [numerator = '', denominator = '1'] = text.split('/');
  return Number(numerator) / Number(denominator);
}

function readInputs(row: Row): Inputs {
  // "same, shrinkage .30" follows 14 agents for 10 erlangs of 180 s.
  const text = row.inputs.replace(/^same/, 'n=14 A=10 AHT=180');
  const find = (pattern: RegExp): string | undefined => pattern.exec(text)?.[1];
  const number = (pattern: RegExp): number => quotient(find(pattern) ?? 'NaN');
  const perInterval = /(\d+)(?: calls)?\/(\d+)min/.exec(text);
  const perHour = /(\d+)\/h\b/.exec(text);
  const handleTime = quotient(find(/AHT=([\d.]+)/) ?? find(/\b(\d+)s\b/) ?? '60');
  const arrivals = perInterval
    ? Number(perInterval[1]) / (60 * Number(perInterval[2]))
    : Number(perHour?.[1]) / 3600;
  const target = /\b(\d+)\/(\d+)\b(?!min|h)/.exec(text.replace(/A=\S+|\d+\/\d+min/g, ''));
  const inMetric = /<=(\d+)s/.exec(row.metric)?.[1] ?? />(\d+)s/.exec(row.metric)?.[1];
  return {
    agents: quotient(find(/n=(\d+)/) ?? find(/^(\d+) call-takers/) ?? 'NaN'),
    load: text.includes('A=') ? number(/A=([\d.]+(?:\/\d+)?)/) : arrivals * handleTime,
    handleTime,
    threshold: quotient(find(/\bT=(\d+)/) ?? target?.[2] ?? inMetric ?? 'NaN'),
    patience: text.includes('theta=mu') ? handleTime : number(/patience=([\d.]+)/),
    blocking: number(/blocking=([\d.]+)/),
    retry: number(/retry=([\d.]+)%/) / 100,
    serviceLevel: target ? Number(target[1]) / 100 : undefined,
    speed: find(/ASA<=(\d+)/) === undefined ? undefined : number(/ASA<=(\d+)/),
    occupancy: find(/occ<=([\d.]+)/) === undefined ? undefined : number(/occ<=([\d.]+)/),
  };
}

function computed(row: Row): number | undefined {
  const x = readInputs(row);
  const team = { offeredLoad: x.load, agents: x.agents, averageHandleTimeSeconds: x.handleTime };
  const answerThresholdSeconds = x.threshold;
  if (row.metric === 'blocking') return erlangB(x.load, x.agents);
  if (row.model === 'ExtB') {
    return maximumFreshLoad({ lines: x.agents, blockingProbability: x.blocking, retryFraction: x.retry });
  }
  if (row.metric.startsWith('max load')) return maximumLoadForBlocking(x.agents, x.blocking);
  if (row.metric === 'scheduled') return x.agents / (1 - 0.3);
  if (row.metric === 'agents') return agentsFor(row, x);
  if (row.model === 'C') {
    if (row.metric === 'P(wait)') return erlangC(x.load, x.agents);
    if (row.metric === 'ASA s') return erlangCAverageSpeedOfAnswer(team);
    const level = erlangCServiceLevel({ ...team, answerThresholdSeconds });
    return row.metric.startsWith('P(W>') && level !== undefined ? 1 - level : level;
  }
  return erlangAFigure(row.metric, { ...team, patienceSeconds: x.patience, answerThresholdSeconds });
}

function agentsFor(row: Row, x: Inputs): number | undefined {
  const targets = {
    serviceLevelFraction: x.serviceLevel,
    answerThresholdSeconds: x.threshold,
    averageSpeedOfAnswerSeconds: x.speed,
    occupancyFraction: x.occupancy,
  };
  const shared = { offeredLoad: x.load, averageHandleTimeSeconds: x.handleTime, targets };
  return row.model === 'C'
    ? requiredAgents({ model: 'c', ...shared })?.agents
    : requiredAgents({ model: 'a', ...shared, patienceSeconds: x.patience })?.agents;
}

function erlangAFigure(metric: string, team: Parameters<typeof erlangAServiceLevel>[0]): number | undefined {
  if (metric === 'P(wait)') return erlangA(team).waitProbability;
  if (metric === 'P(abandon)') return erlangA(team).abandonmentFraction;
  if (metric === 'occupancy') return erlangA(team).occupancyFraction;
  if (metric === 'mean queue') return erlangA(team).averageQueue;
  if (metric === 'mean wait (all) s') return erlangA(team).averageWaitSeconds;
  if (metric === 'mean wait (all) min') return erlangA(team).averageWaitSeconds / 60;
  if (/^served<=\S+ \/ offered$/.test(metric)) return erlangAServiceLevel(team);
  if (metric === 'served<=T / (offered - abandoned<=T)') {
    return erlangAServiceLevel({ ...team, serviceLevelDefinition: 'offered-less-short-abandons' });
  }
  return undefined;
}

describe('reference values', () => {
  test('the file has all its rows', () => {
    expect(rows.length).toBe(128);
  });

  test.each(rows)('$id: Erlang $model, $inputs, $metric = $exact', (row) => {
    const value = computed(row);
    expect(value).toBeDefined();
    // The file gives 8 significant digits, so it can confirm no more than half a unit of the last one; where
    // it gives fewer, they may be exact or rounded: 1e-6 relative.
    const expected = Number(row.exact);
    const digits = row.exact.replace('.', '').replace(/^0+/, '').length;
    const unit = 10 ** (Math.floor(Math.log10(expected)) + 1 - digits);
    const tolerance = digits >= 8 ? 0.5001 * unit : 1e-6 * expected;
    expect(Math.abs((value ?? NaN) - expected)).toBeLessThanOrEqual(tolerance);
  });
});
