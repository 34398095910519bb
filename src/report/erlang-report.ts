import type { ErlangAnswer, ErlangModel, ErlangResult } from '../plan/erlang-result.ts';
import { formatDuration } from '../calendar/duration.ts';
import type { CsvTable } from './csv.ts';
import { schemaVersion } from './json-envelope.ts';
import { formatFigure, formatPercent, formatWait, padEnd, textTable } from './layout.ts';
import type { Style } from './style.ts';

const modelNames: Readonly<Record<ErlangModel, string>> = {
  a: 'Erlang A (callers hang up)',
  b: 'Erlang B (nobody waits)',
  c: 'Erlang C (everybody waits)',
  x: 'Erlang X (lines, hang-ups, retrials)',
};

const columns = [
  'model',
  'contacts',
  'offered_load_erlangs',
  'agents',
  'scheduled_agents',
  'wait_probability',
  'service_level',
  'average_speed_of_answer_seconds',
  'wait_95_seconds',
  'average_queue',
  'occupancy',
  'abandonment',
  'blocking',
  'overloaded',
  'meets_targets',
] as const;

/** The answers as a table, one row each. */
export function erlangTable({ answers }: ErlangResult): CsvTable {
  return {
    columns,
    rows: answers.map((answer) => [
      answer.model,
      answer.contacts,
      answer.offeredLoad,
      answer.agents,
      answer.scheduledAgents,
      answer.waitProbability,
      answer.serviceLevelFraction,
      answer.averageSpeedOfAnswerSeconds,
      answer.wait95Seconds,
      answer.averageQueue,
      answer.occupancyFraction,
      answer.abandonmentFraction,
      answer.blockingProbability,
      String(answer.overloaded),
      String(answer.meetsTargets),
    ]),
  };
}

/** JSON: one answer’s figures at the top level, several in `results`; `band` has the other model where patience is known. */
export function erlangJson(result: ErlangResult, version: string): string {
  const [first, ...more] = result.answers;
  const document = {
    schemaVersion,
    tool: { name: 'surgecast', version },
    averageHandleTimeSeconds: result.question.averageHandleTimeSeconds,
    periodSeconds: result.question.periodSeconds,
    targets: result.question.targets,
    patienceSeconds: result.question.patienceSeconds,
    serviceLevelDefinition: 'answered within the threshold / offered',
    ...(more.length === 0 ? first : {}),
    ...(more.length === 0 ? {} : { results: result.answers }),
    ...(result.band.length > 0 ? { band: result.band } : {}),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function hasTargets({ targets }: ErlangResult['question']): boolean {
  return Object.values(targets).some((target) => target !== undefined);
}

function share(value: number | undefined): string {
  return value === undefined ? '–' : formatPercent(value, 1);
}

function seconds(value: number | undefined): string {
  return value === undefined ? '–' : value < 9.95 ? `${value.toFixed(1)} s` : formatWait(value);
}

function single(result: ErlangResult, answer: ErlangAnswer, style: Style): string[] {
  const { question, band } = result;
  const { targets } = question;
  const line = (label: string, value: string): string => `  ${padEnd(label, 24)}${value}`;
  const target =
    targets.serviceLevelFraction === undefined
      ? ''
      : ` (target ${formatPercent(targets.serviceLevelFraction)} in ${targets.answerThresholdSeconds} s)`;
  const why = answer.bindingTarget === undefined ? '' : `, bound by ${answer.bindingTarget}`;
  const state = answer.overloaded
    ? style.error('  overloaded: fewer agents than load, the queue grows as long as this lasts')
    : !hasTargets(result.question)
      ? ''
      : answer.meetsTargets
        ? style.good('  meets its targets')
        : style.error('  misses its targets');
  const other = band[0];
  return [
    style.bold(modelNames[answer.model]),
    line(
      'load',
      `${formatFigure(answer.offeredLoad)} erlangs: ${formatFigure(answer.contacts)} contacts in ${formatDuration(question.periodSeconds)}, ${formatDuration(question.averageHandleTimeSeconds)} each`,
    ),
    line('agents on the channel', `${answer.agents}${why}`),
    ...(question.shrinkageFraction > 0
      ? [
          line(
            'agents to schedule',
            `${answer.scheduledAgents} (shrinkage ${formatPercent(question.shrinkageFraction)})`,
          ),
        ]
      : []),
    ...(answer.serviceLevelFraction === undefined
      ? []
      : [line('answered in time', `${share(answer.serviceLevelFraction)}${target}`)]),
    ...(answer.waitProbability === undefined ? [] : [line('have to wait', share(answer.waitProbability))]),
    ...(answer.averageSpeedOfAnswerSeconds === undefined
      ? []
      : [
          line(
            'average speed of answer',
            `${seconds(answer.averageSpeedOfAnswerSeconds)}; 95 of 100 within ${seconds(answer.wait95Seconds)}`,
          ),
        ]),
    ...(answer.abandonmentFraction === undefined ? [] : [line('hang up', share(answer.abandonmentFraction))]),
    ...(answer.blockingProbability === undefined
      ? []
      : [line('meet busy lines', share(answer.blockingProbability))]),
    line('occupancy', share(answer.occupancyFraction)),
    state,
    ...(other === undefined
      ? []
      : [
          style.dim(
            `  ${modelNames[other.model]}: ${other.agents} agents, ${share(other.serviceLevelFraction)} in time; the truth lies between, nearer to A where callers hang up`,
          ),
        ]),
  ];
}

/** The answer for people: one in full, several as a table. */
export function formatErlang(result: ErlangResult, style: Style): string {
  const [first, ...more] = result.answers;
  if (first === undefined) return 'no number of agents meets these targets with these lines\n';
  if (more.length === 0) return `${single(result, first, style).join('\n')}\n`;
  const table = textTable(
    [
      { title: 'contacts', align: 'right' },
      { title: 'erlangs', align: 'right' },
      { title: 'agents', align: 'right' },
      { title: 'in time', align: 'right' },
      { title: 'mean wait', align: 'right' },
      { title: 'wait', align: 'right' },
      { title: 'hang up', align: 'right' },
      { title: 'busy', align: 'right' },
      { title: '' },
    ],
    result.answers.map((answer) => [
      formatFigure(answer.contacts),
      formatFigure(answer.offeredLoad),
      String(answer.agents),
      share(
        answer.serviceLevelFraction ??
          (answer.blockingProbability === undefined ? undefined : 1 - answer.blockingProbability),
      ),
      seconds(answer.averageSpeedOfAnswerSeconds),
      share(answer.waitProbability),
      share(answer.abandonmentFraction),
      share(answer.occupancyFraction),
      answer.overloaded
        ? style.error('overloaded')
        : !hasTargets(result.question)
          ? ''
          : answer.meetsTargets
            ? style.good('ok')
            : style.warning('misses'),
    ]),
  );
  return `${[style.bold(modelNames[first.model]), ...table].join('\n')}\n`;
}
