import { schedulePlan } from '../plan/schedule-plan.ts';
import { formatCsv } from '../report/csv.ts';
import { formatJsonEnvelope } from '../report/json-envelope.ts';
import { tableObjects } from '../report/plan-json.ts';
import { scheduleTable } from '../report/schedule-csv.ts';
import { deputyTable } from '../report/schedule-deputy.ts';
import { googleCalendarTable } from '../report/schedule-google-calendar.ts';
import { formatSchedule } from '../report/schedule-human.ts';
import { formatScheduleIcs } from '../report/schedule-ics.ts';
import type { CommandContext } from './context.ts';
import { deliver } from './deliver.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { loadInputs } from './load-inputs.ts';
import { computePlan, envelopeHead, humanContext, scheduleOptions } from './plan-result.ts';

/** Rounds in which a schedule that misses its target is raised and solved again. */
const rounds = 3;

/** `surgecast schedule`: shifts and rosters. */
export async function scheduleCommand(context: CommandContext): Promise<ExitStatus> {
  context.host.solver();
  const inputs = await loadInputs(context);
  const { plan: staffed } = await computePlan(context, inputs, { shifts: false });
  const options = await scheduleOptions(context, inputs, { rounds, named: true });
  const plan = await schedulePlan(staffed, options);
  const proofs = plan.teams.map(({ team, shifts }) => ({
    team,
    paidHours: shifts?.paidHours,
    cost: shifts?.cost,
    proof: shifts && { ...shifts.proof, seconds: undefined },
  }));
  await deliver(context, [
    { format: 'human', extensions: ['txt'], render: () => formatSchedule(plan, humanContext(context)) },
    { format: 'csv', extensions: ['csv'], render: () => formatCsv(scheduleTable(plan)) },
    {
      format: 'json',
      extensions: ['json'],
      render: () =>
        formatJsonEnvelope(
          envelopeHead(context, inputs),
          { teams: proofs, schedule: tableObjects(scheduleTable(plan)) },
          [],
        ),
    },
    { format: 'ics', extensions: ['ics'], render: () => formatScheduleIcs(plan) },
    { format: 'deputy', extensions: ['deputy.csv'], render: () => formatCsv(deputyTable(plan)) },
    {
      format: 'google-calendar',
      extensions: ['google.csv'],
      render: () => formatCsv(googleCalendarTable(plan)),
    },
  ]);
  return exitStatus.fine;
}
