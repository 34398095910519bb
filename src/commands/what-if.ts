import {
  applyChanges,
  describeChange,
  isChangeProblem,
  parseMoveChange,
  parseWavesChange,
  type CalendarChange,
  type ChangeProblem,
} from '../campaigns/what-if.ts';
import { buildPlan, fitPlan } from '../plan/build-plan.ts';
import { comparePlans } from '../plan/compare-plans.ts';
import { InputError } from '../problems/input-error.ts';
import { formatCsv } from '../report/csv.ts';
import { formatJsonEnvelope } from '../report/json-envelope.ts';
import { comparisonTable, formatComparison } from '../report/what-if-report.ts';
import { listOption, type CommandContext, type OptionValues } from './context.ts';
import { deliver } from './deliver.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import type { Inputs } from './load-inputs.ts';
import { envelopeHead, humanContext, planInputs } from './plan-result.ts';

/** True when the command line asks for another calendar beside the one there is. */
export function asksWhatIf(options: OptionValues): boolean {
  return (
    options['whatIf'] === true ||
    ['without', 'move', 'waves'].some((name) => listOption(options, name).length > 0)
  );
}

function problemError(problems: readonly ChangeProblem[]): InputError {
  return new InputError(problems.map(({ message, hint }) => ({ file: '--what-if', message, hint })));
}

function changesOf(options: OptionValues): readonly CalendarChange[] {
  const parsed: (CalendarChange | ChangeProblem)[] = [
    ...listOption(options, 'without').map((campaign): CalendarChange => ({ kind: 'without', campaign })),
    ...listOption(options, 'move').map((text) => parseMoveChange(text)),
    ...listOption(options, 'waves').map((text) => parseWavesChange(text)),
  ];
  const problems = parsed.filter((one): one is ChangeProblem => isChangeProblem(one));
  if (problems.length > 0) throw problemError(problems);
  if (parsed.length === 0) {
    throw new InputError([
      {
        file: '--what-if',
        message: 'what if what? No change is named',
        hint: '--without ID, --move ID=+1d, --move ID=14:30 or --waves ID=4x45m',
      },
    ]);
  }
  return parsed.filter((one): one is CalendarChange => !isChangeProblem(one));
}

/** `surgecast plan --what-if`: the calendar as it is, and as it would be, side by side. */
export async function whatIf(context: CommandContext, inputs: Inputs): Promise<ExitStatus> {
  const changes = changesOf(context.options);
  const wanted = planInputs(context, inputs);
  const changed = applyChanges(inputs.campaigns, changes, inputs.timeZone);
  if (changed.problems.length > 0) throw problemError(changed.problems);
  const fit = fitPlan(wanted);
  const before = buildPlan(wanted, fit);
  const after = buildPlan({ ...wanted, campaigns: changed.campaigns }, fit);
  const comparison = comparePlans(
    before,
    after,
    changes.map((change) => describeChange(change)),
  );
  await deliver(context, [
    {
      format: 'human',
      extensions: ['txt'],
      render: () => formatComparison(comparison, inputs.settings.currency, humanContext(context)),
    },
    { format: 'csv', extensions: ['csv'], render: () => formatCsv(comparisonTable(comparison)) },
    {
      format: 'json',
      extensions: ['json'],
      render: () => formatJsonEnvelope(envelopeHead(context, inputs), { whatIf: comparison }, []),
    },
  ]);
  return exitStatus.fine;
}
