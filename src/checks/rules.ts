import { audienceNotRecognised } from './audience-not-recognised.ts';
import { campaignsCollide } from './campaigns-collide.ts';
import { channelDisparity } from './channel-disparity.ts';
import { contactOutlier } from './contact-outlier.ts';
import { contactNotPermitted } from './contact-not-permitted.ts';
import { deadlineSurge } from './deadline-surge.ts';
import { existingCustomersExcluded } from './existing-customers-excluded.ts';
import { forecastDrift } from './forecast-drift.ts';
import { historyShort } from './history-short.ts';
import { historyStale } from './history-stale.ts';
import { launchWhileClosed } from './launch-while-closed.ts';
import { missingAgentAuthority } from './missing-agent-authority.ts';
import { missingBriefing } from './missing-briefing.ts';
import { noDirectPath } from './no-direct-path.ts';
import { noLaunchTime } from './no-launch-time.ts';
import { noPrecedent } from './no-precedent.ts';
import { noSharedGoal } from './no-shared-goal.ts';
import { noVolume } from './no-volume.ts';
import { oneChannelOffer } from './one-channel-offer.ts';
import { rateOutOfLine } from './rate-out-of-line.ts';
import { recentBuyersExcluded } from './recent-buyers-excluded.ts';
import { rewardPostsAfterDeadline } from './reward-posts-after-deadline.ts';
import type { Rule } from './rule.ts';
import { shortNotice } from './short-notice.ts';
import { socialSurgeUnwatched } from './social-surge-unwatched.ts';
import { overOccupied } from './over-occupied.ts';
import { overStaffed } from './over-staffed.ts';
import { understaffedSurge } from './understaffed-surge.ts';
import { unusedAcceptance } from './unused-acceptance.ts';
import { unreviewedCampaign } from './unreviewed-campaign.ts';
import { unstaffedClickToCall } from './unstaffed-click-to-call.ts';

/** Every rule, in the order in which findings of one severity are listed. */
export const rules: readonly Rule[] = [
  understaffedSurge,
  unstaffedClickToCall,
  shortNotice,
  noVolume,
  contactNotPermitted,
  rewardPostsAfterDeadline,
  launchWhileClosed,
  campaignsCollide,
  missingBriefing,
  missingAgentAuthority,
  socialSurgeUnwatched,
  rateOutOfLine,
  noLaunchTime,
  recentBuyersExcluded,
  existingCustomersExcluded,
  oneChannelOffer,
  channelDisparity,
  audienceNotRecognised,
  forecastDrift,
  historyStale,
  historyShort,
  overOccupied,
  noDirectPath,
  deadlineSurge,
  noSharedGoal,
  noPrecedent,
  unreviewedCampaign,
  overStaffed,
  contactOutlier,
  unusedAcceptance,
];

/** The rule of an id. */
export function ruleById(id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id);
}
