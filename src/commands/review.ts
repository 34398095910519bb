import { readHistory } from '../io/history-table.ts';
import type { History } from '../history/contact-series.ts';
import { buildPlan, fitPlan } from '../plan/build-plan.ts';
import { historyWithActuals } from '../plan/history-with-actuals.ts';
import { learntCampaigns } from '../plan/learnt-campaigns.ts';
import { reviewCampaigns } from '../plan/review.ts';
import { formatCsv } from '../report/csv.ts';
import { formatJsonEnvelope } from '../report/json-envelope.ts';
import { reviewObject, reviewTable } from '../report/review-data.ts';
import { formatReview } from '../report/review-human.ts';
import { formatReviewMarkdown } from '../report/review-markdown.ts';
import { listOption, textOption, type CommandContext } from './context.ts';
import { deliver } from './deliver.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { loadInputs } from './load-inputs.ts';
import { openTable } from './open-table.ts';
import { envelopeHead, humanContext, planInputs } from './plan-result.ts';

/**
 * `surgecast review --actuals FILE [--as-of DAY]`: the plan as it would have been made on --as-of (default: the first day of the actuals), against what
 * came. Actuals are a history file of the days reviewed (abandoned and waiting times welcome), or one that has them and more.
 */
export async function reviewCommand(context: CommandContext): Promise<ExitStatus> {
  const inputs = await loadInputs(context);
  const file = textOption(context.options, 'actuals') ?? 'actuals.csv';
  const { history: actual } = await readHistory(openTable(context.host, file).source, {
    timeZone: inputs.timeZone,
    intervalSeconds: inputs.settings.intervalSeconds,
    defaultChannel: 'phone',
  });
  const from =
    context.options['asOf'] === undefined
      ? Math.min(...actual.series.map(({ firstDay }) => firstDay))
      : inputs.asOf;
  const to = Math.max(...actual.series.map(({ firstDay, days }) => firstDay + days));
  const planned = planInputs(context, { ...inputs, asOf: from, days: Math.max(1, to - from) });
  const before = fitPlan(planned);
  const merged: History = {
    ...inputs.history,
    series: historyWithActuals(inputs.history.series, actual.series),
  };
  const after = fitPlan({ ...planned, history: merged, asOf: to });
  const only = listOption(context.options, 'campaign');
  const review = reviewCampaigns({
    plan: buildPlan(planned, before),
    actuals: actual.series,
    learntBefore: learntCampaigns(before),
    learntAfter: learntCampaigns(after),
    only: only.length > 0 ? only : undefined,
  });
  const shown = {
    ...humanContext(context),
    currency: inputs.settings.currency,
    noticeDays: inputs.settings.checks.noticeDays,
  };
  await deliver(context, [
    { format: 'human', extensions: ['txt'], render: () => formatReview(review, shown) },
    { format: 'markdown', extensions: ['md'], render: () => formatReviewMarkdown(review, shown) },
    { format: 'csv', extensions: ['csv'], render: () => formatCsv(reviewTable(review)) },
    {
      format: 'json',
      extensions: ['json'],
      render: () => formatJsonEnvelope(envelopeHead(context, inputs), { review: reviewObject(review) }, []),
    },
  ]);
  return exitStatus.fine;
}
