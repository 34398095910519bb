import { formatInstant } from '../calendar/time-zone.ts';
import type { Plan } from '../plan/plan.ts';
import type { CsvCell, CsvTable } from './csv.ts';

/** Agents as long rows: one an interval and team while the team is open. */
export function staffTable(plan: Plan): CsvTable {
  const columns = [
    'interval_start',
    'team',
    'expected_contacts',
    'staffed_contacts',
    'offered_load_erlangs',
    'required_agents',
    'scheduled_agents',
    'available_agents',
    'gap_agents',
    'promised_service_level',
    'delivered_service_level',
    'delivered_abandonment',
    'delivered_average_speed_of_answer_seconds',
    'occupancy',
    'binding_target',
  ];
  const rows: CsvCell[][] = [];
  for (const [index, interval] of plan.grid.intervals.entries()) {
    const start = formatInstant(interval.start, plan.grid.timeZone);
    for (const { team, requirement, required, availableAgents, target } of plan.teams) {
      if (requirement.open[index] !== 1) continue;
      const scheduled = requirement.scheduledAgents[index];
      const available = availableAgents?.[index];
      const live = target !== undefined;
      rows.push([
        start,
        team,
        requirement.expectedContacts[index],
        requirement.staffedContacts[index],
        requirement.offeredLoad[index],
        requirement.requiredAgents[index],
        scheduled,
        available,
        available === undefined || scheduled === undefined ? undefined : available - scheduled,
        live ? requirement.promisedServiceLevelFraction[index] : undefined,
        live ? required.serviceLevelFraction[index] : undefined,
        live ? required.abandonmentFraction[index] : undefined,
        live ? required.averageSpeedOfAnswerSeconds[index] : undefined,
        required.occupancyFraction[index],
        requirement.bindingTarget[index],
      ]);
    }
  }
  return { columns, rows };
}
