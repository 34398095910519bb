import { usualLaunchWindow, type LaunchWindow } from '../campaigns/launch-candidates.ts';
import { launchCandidates } from '../campaigns/launch-candidates.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import { buildPlan, fitPlan } from '../plan/build-plan.ts';
import { breakingCampaigns, suggestLaunches } from '../plan/suggest-launches.ts';
import { didYouMean } from '../problems/did-you-mean.ts';
import { InputError } from '../problems/input-error.ts';
import { formatCsv, tableObjects } from '../report/csv.ts';
import { formatJsonEnvelope } from '../report/json-envelope.ts';
import { formatSuggestions, suggestionTable } from '../report/suggest-report.ts';
import { listOption, numberOption, type CommandContext, type OptionValues } from './context.ts';
import { deliver } from './deliver.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { loadInputs, type Inputs } from './load-inputs.ts';
import { envelopeHead, humanContext, planInputs } from './plan-result.ts';

function windowOf(options: OptionValues, notBefore: number): LaunchWindow {
  const days = numberOption(options, 'window');
  const between = options['between'] as { readonly from: number; readonly to: number } | undefined;
  return {
    ...usualLaunchWindow,
    daysBefore: days ?? usualLaunchWindow.daysBefore,
    daysAfter: days ?? usualLaunchWindow.daysAfter,
    ...between,
    stepSeconds: numberOption(options, 'step') ?? 3600,
    notBefore,
  };
}

function namedCampaigns(context: CommandContext, inputs: Inputs): readonly Campaign[] | undefined {
  const ids = listOption(context.options, 'campaign');
  if (ids.length === 0) return undefined;
  const known = inputs.campaigns.map(({ id }) => id);
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    throw new InputError(
      unknown.map((id) => {
        const meant = didYouMean(id, known);
        return {
          file: '--campaign',
          message: `there is no campaign "${id}" in the calendar`,
          hint: meant === undefined ? undefined : `did you mean ${meant}?`,
        };
      }),
    );
  }
  return inputs.campaigns.filter(({ id }) => ids.includes(id));
}

/** `surgecast suggest`: launch times and waves that need fewer agents. */
export async function suggestCommand(context: CommandContext): Promise<ExitStatus> {
  const inputs = await loadInputs(context);
  const wanted = planInputs(context, inputs);
  const fit = fitPlan(wanted);
  const plan = buildPlan(wanted, fit);
  const campaigns = namedCampaigns(context, inputs) ?? breakingCampaigns(plan);
  const window = windowOf(context.options, plan.grid.intervals[0]?.start ?? 0);
  const tries = campaigns.reduce(
    (sum, campaign) => sum + launchCandidates(campaign, window, plan.grid.timeZone).length,
    0,
  );
  const progress = await context.host.progress('trying launches', tries);
  const suggestions = suggestLaunches(wanted, fit, { plan, campaigns, window }, () => progress.advance());
  progress.stop();
  const about = {
    timeZone: plan.grid.timeZone,
    currency: inputs.settings.currency,
    knowsAgents: plan.teams.some(({ availableAgents }) => availableAgents !== undefined),
  };
  await deliver(context, [
    {
      format: 'human',
      extensions: ['txt'],
      render: () => formatSuggestions(suggestions, about, humanContext(context)),
    },
    { format: 'csv', extensions: ['csv'], render: () => formatCsv(suggestionTable(suggestions)) },
    {
      format: 'json',
      extensions: ['json'],
      render: () =>
        formatJsonEnvelope(
          envelopeHead(context, inputs),
          { suggestions: tableObjects(suggestionTable(suggestions)) },
          [],
        ),
    },
  ]);
  return exitStatus.fine;
}
