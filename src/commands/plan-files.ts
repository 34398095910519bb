import { InputError } from '../problems/input-error.ts';
import { textOption, type CommandContext } from './context.ts';
import type { Host } from './host.ts';
import { openTable, type HashedTable } from './open-table.ts';

/** A file of the plan folder as a path from the working folder. */
export function inFolder(folder: string, file: string): string {
  return folder === '.' ? file : `${folder.replace(/\/+$/, '')}/${file}`;
}

/** The file an option names, or the folder's own when it is there. */
export async function locate(
  context: CommandContext,
  option: string,
  file: string,
): Promise<string | undefined> {
  const named = textOption(context.options, option);
  if (named !== undefined) return named;
  const path = inFolder(planFolder(context), file);
  return (await context.host.fileExists(path)) ? path : undefined;
}

/** The plan folder: the first operand, or the working folder. */
export function planFolder(context: CommandContext): string {
  return context.operands[0] ?? '.';
}

/** Refuses two inputs that both want standard input. @throws InputError */
export function refuseTwoStdin(context: CommandContext): void {
  const options = ['history', 'campaigns', 'holidays', 'config', 'staff', 'shifts', 'agents'].filter(
    (name) => textOption(context.options, name) === '-',
  );
  if (options.length > 1) {
    throw new InputError([
      {
        file: options.map((name) => `--${name}`).join(', '),
        message: 'standard input can be only one input',
        hint: 'give the others as files',
      },
    ]);
  }
}

async function historyPath(context: CommandContext): Promise<string> {
  const path = await locate(context, 'history', 'history.csv');
  if (path !== undefined) return path;
  throw new InputError([
    {
      file: inFolder(planFolder(context), 'history.csv'),
      message: 'no such file: a forecast needs past contacts',
      hint: 'name them with --history FILE, or run: surgecast init demo && surgecast plan demo',
    },
  ]);
}

/** The tables that every forecast reads: history, and the calendar and holidays where there are any. */
export async function tableFiles(
  context: CommandContext,
  host: Host,
): Promise<{ history: HashedTable; campaigns: HashedTable | undefined; holidays: HashedTable | undefined }> {
  const campaigns = await locate(context, 'campaigns', 'campaigns.csv');
  const holidays = await locate(context, 'holidays', 'holidays.csv');
  return {
    history: openTable(host, await historyPath(context)),
    campaigns: campaigns === undefined ? undefined : openTable(host, campaigns),
    holidays: holidays === undefined ? undefined : openTable(host, holidays),
  };
}
