import { rosteredAgents, scheduleOf } from '../plan/narrow-schedule.ts';
import type { Plan } from '../plan/plan.ts';
import { schedulePlan } from '../plan/schedule-plan.ts';
import { didYouMean } from '../problems/did-you-mean.ts';
import { InputError } from '../problems/input-error.ts';
import { formatCsv } from '../report/csv.ts';
import { formatJsonEnvelope, type EnvelopeHead } from '../report/json-envelope.ts';
import { formatAgentShifts } from '../report/agent-shifts-human.ts';
import { scheduleTable } from '../report/schedule-csv.ts';
import { deputyTable } from '../report/schedule-deputy.ts';
import { googleCalendarTable } from '../report/schedule-google-calendar.ts';
import { formatSchedule } from '../report/schedule-human.ts';
import { formatScheduleIcs } from '../report/schedule-ics.ts';
import { scheduleObject } from '../report/schedule-json.ts';
import { rosterTable } from '../report/schedule-roster-csv.ts';
import { listOption, textOption, type CommandContext } from './context.ts';
import { deliver, type Renderer } from './deliver.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { loadScheduling } from './load-scheduling.ts';
import { humanContext, scheduleOptions } from './plan-result.ts';
import { scheduleProgress } from './schedule-progress.ts';
import { staffedPlan } from './staffed-plan.ts';

/** Rounds in which a schedule that misses its target is raised and solved again. */
const rounds = 3;

const namesComeFromAgents = 'agents have names where there is an agents.csv';

/** A schedule to write down: of everything, or of some people’s shifts only. */
interface Shown {
  readonly plan: Plan;
  readonly onlyPeople: boolean;
}

function renderersOf(
  context: CommandContext,
  { plan, onlyPeople }: Shown,
  head: EnvelopeHead,
): readonly Renderer[] {
  const forPeople = onlyPeople ? formatAgentShifts : formatSchedule;
  return [
    { format: 'human', extensions: ['txt'], render: () => forPeople(plan, humanContext(context)) },
    { format: 'csv', extensions: ['csv'], render: () => formatCsv(scheduleTable(plan)) },
    {
      format: 'json',
      extensions: ['json'],
      render: () => formatJsonEnvelope(head, scheduleObject(plan), []),
    },
    { format: 'ics', extensions: ['ics'], render: () => formatScheduleIcs(plan) },
    { format: 'deputy', extensions: ['deputy.csv'], render: () => formatCsv(deputyTable(plan)) },
    {
      format: 'google-calendar',
      extensions: ['google.csv'],
      render: () => formatCsv(googleCalendarTable(plan)),
    },
    { format: 'roster', extensions: ['roster.csv'], render: () => formatCsv(rosterTable(plan)) },
  ];
}

/** The plan with the shifts of the agents that `--agent` names. @throws InputError for a name that has no shift */
function ofAgents(context: CommandContext, plan: Plan): Plan {
  const agents = listOption(context.options, 'agent');
  if (agents.length === 0) return plan;
  const known = rosteredAgents(plan);
  const unknown = agents.filter((agent) => !known.includes(agent));
  if (unknown.length === 0) return scheduleOf(plan, { agents });
  throw new InputError(
    unknown.map((agent) => {
      const meant = didYouMean(agent, known);
      const hint = known.length === 0 ? namesComeFromAgents : `${known.length} agents have shifts`;
      return {
        file: '--agent',
        message: `no shift of an agent "${agent}"`,
        hint: meant === undefined ? hint : `did you mean ${meant}?`,
      };
    }),
  );
}

/** Refuses `--split` without a file, before anything is computed. @throws InputError */
function refuseSplitOfNothing({ options }: CommandContext): void {
  if (options['split'] === undefined || listOption(options, 'export').length > 0) return;
  throw new InputError([
    { file: '--split', message: 'there is no file to split', hint: 'name one, such as --export shifts.ics' },
  ]);
}

/**
 * One plan for every file that `--split` makes of an export, by the name that the file gets.
 *
 * @throws InputError where nobody has a name to split by
 */
function partsOf(context: CommandContext, plan: Plan): ReadonlyMap<string, Plan> | undefined {
  const split = textOption(context.options, 'split');
  if (split === undefined) return undefined;
  const names = split === 'agent' ? rosteredAgents(plan) : plan.teams.map(({ team }) => team);
  if (names.length === 0)
    throw new InputError([
      { file: '--split agent', message: 'no agent has a shift', hint: namesComeFromAgents },
    ]);
  return new Map(
    names.map((name) => [name, scheduleOf(plan, split === 'agent' ? { agents: [name] } : { teams: [name] })]),
  );
}

/** `surgecast schedule`: shifts and rosters. */
export async function scheduleCommand(context: CommandContext): Promise<ExitStatus> {
  refuseSplitOfNothing(context);
  context.host.solver();
  const staffed = await staffedPlan(context);
  const { placeOf } = staffed;
  const { settings, notes } = staffed.plan;
  const scheduling = await loadScheduling(context, { settings, placeOf });
  const unscheduled = { ...staffed.plan, notes: [...notes, ...scheduling.notes] };
  const progress = await scheduleProgress(context.host, unscheduled);
  const options = scheduleOptions(context, settings, scheduling, { rounds, named: true });
  const solver = progress.watched(options.solver);
  const whole = await schedulePlan(unscheduled, { ...options, solver }).finally(() => {
    progress.stop();
  });
  const plan = ofAgents(context, whole);
  const head = { ...staffed.head, inputs: [...staffed.head.inputs, ...scheduling.records] };
  const parts = partsOf(context, plan);
  const onlyPeople = listOption(context.options, 'agent').length > 0;
  const byPerson = onlyPeople || textOption(context.options, 'split') === 'agent';
  await deliver(
    context,
    renderersOf(context, { plan, onlyPeople }, head),
    parts &&
      [...parts].map(([name, part]) => ({
        name,
        renderers: renderersOf(context, { plan: part, onlyPeople: byPerson }, head),
      })),
  );
  return exitStatus.fine;
}
