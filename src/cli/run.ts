import { exitStatus, type ExitStatus } from '../commands/exit-status.ts';
import { OutputClosed, type Host } from '../commands/host.ts';
import { formatInputError, InputError } from '../problems/input-error.ts';

/** What goes to standard error when something was thrown, and the status that follows. */
async function report(error: unknown, argv: readonly string[], host: Host): Promise<ExitStatus> {
  if (error instanceof OutputClosed) return exitStatus.fine;
  if (error instanceof InputError) {
    await host.stderr.write(formatInputError(error));
    return exitStatus.unusable;
  }
  const summary = error instanceof Error ? error.message : String(error);
  await host.stderr.write(
    `surgecast ${host.version} has a defect: ${summary}\n` +
      'Please report it with the command and the output of --debug.\n',
  );
  if (argv.includes('--debug') && error instanceof Error) await host.stderr.write(`${error.stack ?? ''}\n`);
  return exitStatus.defect;
}

/**
 * One run of the program: arguments (without node and script) and the outside world in, exit status out. Never throws;
 * a user's mistake never shows a stack trace.
 */
export async function run(argv: readonly string[], host: Host): Promise<ExitStatus> {
  try {
    if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
      await host.stdout.write(`${host.version}\n`);
      return exitStatus.fine;
    }
    const { runProgram } = await import('./program.ts');
    return await runProgram(argv, host);
  } catch (error) {
    try {
      return await report(error, argv, host);
    } catch {
      return exitStatus.fine;
    }
  }
}
