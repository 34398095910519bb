import { Command, CommanderError, type Option } from 'commander';
import { commandTable, type CommandEntry } from '../commands/command-table.ts';
import { exitStatus, type ExitStatus } from '../commands/exit-status.ts';
import type { Host } from '../commands/host.ts';
import { generalOptions } from '../commands/shared-options.ts';
import { styleFor, type ColorChoice } from './chalk-style.ts';

function exampleText(entry: CommandEntry): string {
  const lines = entry.examples.map(({ command, says }) => `  $ ${command}\n      ${says}`);
  return `\nExamples:\n${lines.join('\n')}`;
}

function addCommand(
  program: Command,
  entry: CommandEntry,
  done: (status: ExitStatus) => void,
  host: Host,
): void {
  const command = program
    .command(entry.name)
    .summary(entry.summary)
    .description(entry.description ?? entry.summary);
  for (const [operand, description] of Object.entries(entry.operands ?? {}))
    command.argument(operand, description);
  const options: Option[] = [...entry.options(), ...generalOptions()];
  for (const option of options) command.addOption(option);
  command.addHelpText('after', exampleText(entry));
  command.action(async (...parameters: unknown[]) => {
    const values = command.opts<Record<string, unknown>>();
    const handler = await entry.load();
    const choice = values['color'] as ColorChoice;
    const operands = parameters
      .slice(0, -2)
      .flatMap((operand) => (operand === undefined ? [] : [operand].flat().map(String)));
    const status = await handler({
      host,
      style: styleFor(choice, host.stdout, host.env),
      verbose: values['verbose'] === true,
      quiet: values['quiet'] === true,
      operands,
      options: values,
    });
    done(status);
  });
}

/** Builds the command line. Text goes through `write`, in order, so that help obeys the same rules as results. */
function buildProgram(
  host: Host,
  write: (stream: 'stdout' | 'stderr', text: string) => void,
  done: (status: ExitStatus) => void,
): Command {
  const program = new Command('surgecast')
    .description(
      "Reads marketing's campaign calendar and past contacts; prints forecasts, agents, shifts and early warnings for contact centres.",
    )
    .version(host.version, '-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => write('stdout', text),
      writeErr: (text) => write('stderr', text),
      getOutHelpWidth: () => Math.min(host.stdout.columns ?? 80, 100),
      getErrHelpWidth: () => Math.min(host.stderr.columns ?? 80, 100),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('(add --help for what there is)')
    .addHelpText(
      'after',
      '\nStart here:\n  $ surgecast init demo && surgecast plan demo\n      a sample plan folder, and the plan it makes',
    );
  for (const entry of commandTable) addCommand(program, entry, done, host);
  program.commands.forEach((command) => command.copyInheritedSettings(program));
  return program;
}

/** Parses the arguments and runs the command that they name. */
export async function runProgram(argv: readonly string[], host: Host): Promise<ExitStatus> {
  let status: ExitStatus = exitStatus.fine;
  const pending: { readonly stream: 'stdout' | 'stderr'; readonly text: string }[] = [];
  const program = buildProgram(
    host,
    (stream, text) => pending.push({ stream, text }),
    (result) => {
      status = result;
    },
  );
  const flush = async (): Promise<void> => {
    for (const { stream, text } of pending.splice(0)) await host[stream].write(text);
  };
  try {
    if (argv.length === 0) {
      program.outputHelp();
      await flush();
      return exitStatus.fine;
    }
    await program.parseAsync([...argv], { from: 'user' });
    await flush();
    return status;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    await flush();
    return error.exitCode === 0 ? exitStatus.fine : exitStatus.unusable;
  }
}
