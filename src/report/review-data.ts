import type { Review } from '../plan/review.ts';
import type { CsvTable } from './csv.ts';

/** A review as data for JSON: campaigns by id and name. */
export function reviewObject({ campaigns, channels, changes }: Review): object {
  return {
    campaigns: campaigns.map(({ campaign, ...figures }) => ({
      id: campaign.id,
      name: campaign.name,
      ...figures,
    })),
    channels,
    changes,
  };
}

/** A review as a table, one row a campaign. */
export function reviewTable({ campaigns }: Review): CsvTable {
  return {
    columns: [
      'campaign',
      'expected_contacts',
      'expected_lower_80',
      'expected_upper_80',
      'claimed_contacts',
      'actual_contacts',
      'actual_standard_error',
      'expected_contact_rate',
      'actual_contact_rate',
      'offered_contacts',
      'abandoned_contacts',
      'average_wait_seconds',
      'planned_service_level',
      'cover',
      'lost_revenue',
      'cost_per_contact',
      'sales',
      'revenue',
      'notice_days',
    ],
    rows: campaigns.map(({ campaign, hours, ...review }) => [
      campaign.id,
      review.expectedContacts,
      review.expectedLower80,
      review.expectedUpper80,
      review.claimedContacts,
      review.actualContacts,
      review.actualStandardError,
      review.expectedRate,
      review.actualRate,
      hours.offeredContacts,
      hours.abandonedContacts,
      hours.averageWaitSeconds,
      hours.plannedServiceLevelFraction,
      hours.coverFraction,
      hours.lostRevenue,
      review.costPerContact,
      review.sales,
      review.revenue,
      review.noticeDays,
    ]),
  };
}
