import { InputError } from '../problems/input-error.ts';
import { settingsJsonSchema } from '../settings/json-schema.ts';
import type { CommandContext } from './context.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';

/** `surgecast schema plan|settings`: the JSON Schema of what the program writes or reads. */
export async function schemaCommand(context: CommandContext): Promise<ExitStatus> {
  const name = context.operands[0];
  const { planJsonSchema } = await import('../report/plan-json-schema.ts');
  const schema = name === 'settings' ? settingsJsonSchema() : name === 'plan' ? planJsonSchema() : undefined;
  if (schema === undefined) {
    throw new InputError([
      {
        file: 'schema',
        message: `no schema "${name ?? ''}"`,
        hint: 'surgecast schema plan, or surgecast schema settings',
      },
    ]);
  }
  await context.host.stdout.write(`${JSON.stringify(schema, undefined, 2)}\n`);
  return exitStatus.fine;
}
