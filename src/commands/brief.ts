import { briefOfDay } from '../plan/brief.ts';
import { buildPlan } from '../plan/build-plan.ts';
import { formatBriefHtml } from '../report/brief-html.ts';
import { formatBrief } from '../report/brief-human.ts';
import { formatBriefMarkdown } from '../report/brief-markdown.ts';
import { listOption, numberOption, type CommandContext } from './context.ts';
import { deliver } from './deliver.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { loadInputs } from './load-inputs.ts';
import { humanContext, planInputs } from './plan-result.ts';

/** `surgecast brief`: one page for agents. `--date` (a day option, default the plan's first), `--campaign ID` (repeatable; unknown ids refused). */
export async function briefCommand(context: CommandContext): Promise<ExitStatus> {
  const inputs = await loadInputs(context);
  const day = numberOption(context.options, 'date') ?? inputs.asOf;
  const only = listOption(context.options, 'campaign');
  const plan = buildPlan(planInputs(context, { ...inputs, days: Math.max(1, day - inputs.asOf + 1) }));
  const brief = briefOfDay(plan, { day, campaigns: only.length > 0 ? only : undefined });
  const shown = { ...humanContext(context), timeZone: plan.grid.timeZone, name: inputs.settings.name };
  await deliver(context, [
    { format: 'human', extensions: ['txt'], render: () => formatBrief(brief, shown) },
    { format: 'markdown', extensions: ['md'], render: () => formatBriefMarkdown(brief, shown) },
    { format: 'html', extensions: ['html', 'htm'], render: () => formatBriefHtml(brief, shown) },
  ]);
  return exitStatus.fine;
}
