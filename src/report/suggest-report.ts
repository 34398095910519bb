import { friendlyMoment } from '../calendar/friendly-time.ts';
import { formatDuration } from '../calendar/duration.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import { friendlyDay } from '../calendar/friendly-time.ts';
import type { TimeZone } from '../calendar/time-zone.ts';
import type { LaunchSuggestion } from '../plan/suggest-launches.ts';
import type { CsvTable } from './csv.ts';
import { formatCount, formatMoney, wrap } from './layout.ts';
import type { HumanContext } from './plan-human.ts';

/** A suggested change in words. */
export function changeInWords(change: NonNullable<LaunchSuggestion['change']>): string {
  if (change.kind === 'waves')
    return `send it in ${change.waves} waves, ${formatDuration(change.gapSeconds)} apart`;
  if (change.kind === 'move' && change.move.kind === 'to') {
    const { day, secondOfDay } = change.move;
    return `launch it ${friendlyDay(day)}${secondOfDay === undefined ? '' : ` at ${formatTimeOfDay(secondOfDay)}`}`;
  }
  return change.kind;
}

function savings(suggestion: LaunchSuggestion, currency: string): string {
  const parts = (suggestion.comparison?.teams ?? []).flatMap(({ before, after }) => {
    const found: string[] = [];
    const peak = before.peakScheduledAgents - after.peakScheduledAgents;
    if (peak >= 1)
      found.push(
        `${formatCount(peak)} fewer agents at the peak of ${before.team} (${formatCount(after.peakScheduledAgents)} instead of ${formatCount(before.peakScheduledAgents)})`,
      );
    const hours = before.agentHours - after.agentHours;
    if (hours >= 1)
      found.push(
        `${formatCount(hours)} paid hours${before.cost === undefined || after.cost === undefined ? '' : ` (${formatMoney(before.cost - after.cost, currency)})`}`,
      );
    const lost =
      (before.withAgentsThereAre?.abandonedContacts ?? 0) -
      (after.withAgentsThereAre?.abandonedContacts ?? 0);
    if (lost >= 1) found.push(`${formatCount(lost)} callers who would hang up with the agents there are`);
    return found;
  });
  return parts.length === 0 ? 'a little less load at the peak' : parts.join(', ');
}

/** Suggestions for people: information for marketing, not an instruction. */
export function formatSuggestions(
  suggestions: readonly LaunchSuggestion[],
  plan: { readonly timeZone: TimeZone; readonly currency: string; readonly knowsAgents: boolean },
  { style, width }: HumanContext,
): string {
  if (suggestions.length === 0) {
    return plan.knowsAgents
      ? 'No campaign breaks the plan with the agents there are: nothing to suggest.\n'
      : 'The settings do not say how many agents there are (teams: … agents), so no campaign is known to break the plan. Name one with --campaign ID.\n';
  }
  const lines: string[] = [];
  for (const { campaign, change, tried, ...rest } of suggestions) {
    lines.push(
      `${style.bold(campaign.name)} (${campaign.id}), planned ${friendlyMoment(campaign.start.instant, plan.timeZone)}`,
    );
    const text =
      change === undefined
        ? `none of ${tried} other times and waves in the window needs fewer agents.`
        : `${changeInWords(change)}: saves ${savings({ campaign, change, tried, ...rest }, plan.currency)}. Best of ${tried} tried.`;
    lines.push(...wrap(text, width - 2).map((line) => `  ${line}`), '');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

/** One row a suggestion and team. */
export function suggestionTable(suggestions: readonly LaunchSuggestion[]): CsvTable {
  return {
    columns: [
      'campaign',
      'suggestion',
      'tried',
      'team',
      'peak_agents',
      'peak_agents_suggested',
      'agent_hours',
      'agent_hours_suggested',
      'callers_lost',
      'callers_lost_suggested',
    ],
    rows: suggestions.flatMap(({ campaign, change, tried, comparison }) =>
      (comparison?.teams ?? [undefined]).map((pair) => [
        campaign.id,
        change === undefined ? 'none' : changeInWords(change),
        tried,
        pair?.before.team,
        pair?.before.peakAgents,
        pair?.after.peakAgents,
        pair?.before.agentHours,
        pair?.after.agentHours,
        pair?.before.withAgentsThereAre?.abandonedContacts,
        pair?.after.withAgentsThereAre?.abandonedContacts,
      ]),
    ),
  };
}
