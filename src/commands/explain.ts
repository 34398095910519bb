import { unknownRule } from '../checks/rule-options.ts';
import { ruleById, rules } from '../checks/rules.ts';
import { InputError } from '../problems/input-error.ts';
import { formatRuleExplanation, formatRulePage } from '../report/rule-page.ts';
import type { CommandContext } from './context.ts';
import { deliver } from './deliver.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { humanContext } from './plan-result.ts';

/** `surgecast explain RULE`: why a rule exists, an example, how to fix it; without one, the list of rules. */
export async function explainCommand(context: CommandContext): Promise<ExitStatus> {
  const [id] = context.operands;
  if (id === undefined) {
    const width = Math.max(...rules.map((rule) => rule.id.length));
    await context.host.stdout.write(
      rules.map((rule) => `${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.title}\n`).join(''),
    );
    return exitStatus.fine;
  }
  const rule = ruleById(id);
  if (rule === undefined) throw new InputError([unknownRule(rules, id, { file: 'explain' })]);
  await deliver(context, [
    {
      format: 'human',
      extensions: ['txt'],
      render: () => formatRuleExplanation(rule, humanContext(context)),
    },
    { format: 'markdown', extensions: ['md'], render: () => formatRulePage(rule) },
  ]);
  return exitStatus.fine;
}
