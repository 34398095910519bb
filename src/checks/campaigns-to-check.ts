import type { CampaignPlan, Plan } from '../plan/plan.ts';

/**
 * False for campaigns that stand for the contacts that findings predict (`checks: demand: true`): they are in no calendar, and nobody
 * can mend a row of theirs.
 */
function isOfCalendar({ campaign }: CampaignPlan): boolean {
  return !campaign.medium.startsWith('consequence-');
}

function isCancelled({ campaign, phase }: CampaignPlan): boolean {
  return phase === 'cancelled' || campaign.status === 'cancelled';
}

/** Campaigns that are still to come: not cancelled, and launched on the plan's first day or later. */
export function upcoming(plan: Plan): readonly CampaignPlan[] {
  return plan.campaigns.filter(
    (entry) => isOfCalendar(entry) && !isCancelled(entry) && entry.campaign.start.day >= plan.asOf,
  );
}

/** Campaigns that are to come or still bring contacts in the horizon. */
export function live(plan: Plan): readonly CampaignPlan[] {
  return plan.campaigns.filter(
    (entry) =>
      isOfCalendar(entry) &&
      !isCancelled(entry) &&
      (entry.campaign.start.day >= plan.asOf || entry.horizonContacts >= 0.5),
  );
}
