import { InputError, type InputProblem } from '../problems/input-error.ts';
import { formatCsv } from '../report/csv.ts';
import type { ErlangResult } from '../plan/erlang-result.ts';
import { erlangJson, erlangTable, formatErlang } from '../report/erlang-report.ts';
import type { ServiceTarget } from '../settings/values.ts';
import {
  askErlang,
  type ErlangAnswer,
  type ErlangModel,
  type ErlangQuestion,
} from '../staffing/erlang-calculator.ts';
import { defaultPatienceSeconds } from '../staffing/patience.ts';
import { numberOption, textOption, type CommandContext, type OptionValues } from './context.ts';
import { deliver } from './deliver.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';

/** Most rows of a table of ranges. */
const mostRows = 10_000;

function rangeOption(options: OptionValues, name: string): readonly number[] | undefined {
  const value = options[name];
  return Array.isArray(value) ? (value as number[]) : undefined;
}

function needed(options: OptionValues): void {
  const problems: InputProblem[] = [];
  if (rangeOption(options, 'calls') === undefined && numberOption(options, 'load') === undefined) {
    problems.push({
      file: '--calls',
      message: 'missing: how many contacts come',
      hint: '--calls 100 --per 30m, or --load 10 for erlangs',
    });
  }
  if (numberOption(options, 'handleTime') === undefined) {
    problems.push({
      file: '--handle-time',
      message: 'missing: how long a contact takes',
      hint: '--handle-time 180s',
    });
  }
  if (problems.length > 0) throw new InputError(problems);
}

/** Model: the one asked for; else X where lines or retrials are given, A where patience is, otherwise C. */
function modelOf(options: OptionValues): ErlangModel {
  const named = textOption(options, 'model');
  if (named === 'a' || named === 'b' || named === 'c' || named === 'x') return named;
  if (numberOption(options, 'lines') !== undefined || numberOption(options, 'retryShare') !== undefined)
    return 'x';
  return numberOption(options, 'patience') === undefined ? 'c' : 'a';
}

function baseQuestion(options: OptionValues): Omit<ErlangQuestion, 'contacts' | 'agents'> {
  const target = options['target'] as ServiceTarget | 'none' | undefined;
  const model = modelOf(options);
  const blocking = numberOption(options, 'maxBlocking');
  const serviceLevel =
    target === undefined ? { serviceLevelFraction: 0.8, answerThresholdSeconds: 20 } : target;
  return {
    model,
    periodSeconds: numberOption(options, 'per') ?? 1800,
    averageHandleTimeSeconds: numberOption(options, 'handleTime') ?? 0,
    targets: {
      ...(model === 'b' || serviceLevel === 'none' ? {} : serviceLevel),
      averageSpeedOfAnswerSeconds: numberOption(options, 'asa'),
      occupancyFraction: numberOption(options, 'maxOccupancy'),
      abandonmentFraction: numberOption(options, 'maxAbandonment'),
      blockingProbability: blocking ?? (model === 'b' ? 0.02 : undefined),
    },
    patienceSeconds:
      numberOption(options, 'patience') ?? (model === 'a' ? defaultPatienceSeconds : undefined),
    lines: numberOption(options, 'lines'),
    retryFraction: numberOption(options, 'retryShare') ?? 0,
    shrinkageFraction: numberOption(options, 'shrinkage') ?? 0,
  };
}

function questions(options: OptionValues): readonly ErlangQuestion[] {
  const base = baseQuestion(options);
  const load = numberOption(options, 'load');
  const contacts =
    load === undefined
      ? (rangeOption(options, 'calls') ?? [])
      : [(load * base.periodSeconds) / base.averageHandleTimeSeconds];
  const agents: readonly (number | undefined)[] = rangeOption(options, 'agents') ?? [undefined];
  if (contacts.length * agents.length > mostRows) {
    throw new InputError([
      {
        file: '--calls, --agents',
        message: `the ranges make ${contacts.length * agents.length} rows, ${mostRows} at most`,
        hint: 'use a step: 50..150/10',
      },
    ]);
  }
  return contacts.flatMap((count) => agents.map((number) => ({ ...base, contacts: count, agents: number })));
}

const known = (answer: ErlangAnswer | undefined): readonly ErlangAnswer[] =>
  answer === undefined ? [] : [answer];

/** `surgecast erlang`: the calculator. */
export async function erlangCommand(context: CommandContext): Promise<ExitStatus> {
  needed(context.options);
  const asked = questions(context.options);
  const [question] = asked;
  if (question === undefined)
    throw new InputError([{ file: '--calls', message: 'an empty range', hint: '--calls 50..150/10' }]);
  const patient = numberOption(context.options, 'patience') !== undefined;
  const other = question.model === 'a' ? 'c' : question.model === 'c' && patient ? 'a' : undefined;
  const result: ErlangResult = {
    question,
    answers: asked.flatMap((one) => known(askErlang(one))),
    band: other === undefined ? [] : asked.flatMap((one) => known(askErlang({ ...one, model: other }))),
  };
  await deliver(context, [
    { format: 'human', extensions: ['txt'], render: () => formatErlang(result, context.style) },
    { format: 'csv', extensions: ['csv'], render: () => formatCsv(erlangTable(result)) },
    { format: 'json', extensions: ['json'], render: () => erlangJson(result, context.host.version) },
  ]);
  return exitStatus.fine;
}
