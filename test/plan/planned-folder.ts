import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDay } from '../../src/calendar/local-date.ts';
import type { CommandContext } from '../../src/commands/context.ts';
import { loadInputs } from '../../src/commands/load-inputs.ts';
import { computePlan } from '../../src/commands/plan-result.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { plainStyle } from '../../src/report/style.ts';
import { storyHost } from '../golden/story-host.ts';
import { projectFolder } from '../source-files.ts';

/** The plan of a folder below `fixtures/` without shifts, with its settings changed before they are read. */
export async function plannedFolder(
  name: string,
  change: (settings: string) => string = (settings) => settings,
): Promise<Plan> {
  const folder = path.join(projectFolder, 'fixtures', name);
  const { host } = storyHost(folder);
  await host.writeFile('surgecast.yaml', change(readFileSync(path.join(folder, 'surgecast.yaml'), 'utf8')));
  const context: CommandContext = {
    host,
    style: plainStyle,
    verbose: false,
    quiet: true,
    operands: [],
    options: { asOf: parseDay('2026-11-23') },
  };
  const { plan } = await computePlan(context, await loadInputs(context), { shifts: false });
  return plan;
}
