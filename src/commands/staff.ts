import { formatCsv, tableObjects } from '../report/csv.ts';
import { formatJsonEnvelope } from '../report/json-envelope.ts';
import { formatStaff } from '../report/staff-human.ts';
import { staffTable } from '../report/staff-csv.ts';
import type { CommandContext } from './context.ts';
import { deliver } from './deliver.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { loadInputs } from './load-inputs.ts';
import { computePlan, envelopeHead, humanContext } from './plan-result.ts';

/** `surgecast staff`: agents by team and interval. */
export async function staffCommand(context: CommandContext): Promise<ExitStatus> {
  const inputs = await loadInputs(context);
  const { plan } = await computePlan(context, inputs, { shifts: false });
  await deliver(context, [
    { format: 'human', extensions: ['txt'], render: () => formatStaff(plan, humanContext(context)) },
    { format: 'csv', extensions: ['csv'], render: () => formatCsv(staffTable(plan)) },
    {
      format: 'json',
      extensions: ['json'],
      render: () =>
        formatJsonEnvelope(envelopeHead(context, inputs), { staff: tableObjects(staffTable(plan)) }, []),
    },
  ]);
  return exitStatus.fine;
}
