import type { CampaignPlan, Plan } from '../plan/plan.ts';

/** Campaigns that are still to come: not cancelled, and launched on the plan's first day or later. */
export function upcoming(plan: Plan): readonly CampaignPlan[] {
  return plan.campaigns.filter(
    ({ campaign, phase }) =>
      phase !== 'cancelled' && campaign.status !== 'cancelled' && campaign.start.day >= plan.asOf,
  );
}

/** Campaigns that are to come or still bring contacts in the horizon. */
export function live(plan: Plan): readonly CampaignPlan[] {
  return plan.campaigns.filter(
    ({ campaign, phase, horizonContacts }) =>
      phase !== 'cancelled' &&
      campaign.status !== 'cancelled' &&
      (campaign.start.day >= plan.asOf || horizonContacts >= 0.5),
  );
}
