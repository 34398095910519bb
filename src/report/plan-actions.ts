import { friendlyDay } from '../calendar/friendly-time.ts';
import { parseDay } from '../calendar/local-date.ts';
import type { Plan } from '../plan/plan.ts';
import { compareSeverity, type Finding } from '../problems/finding.ts';
import { wrap } from './layout.ts';
import type { HumanContext, Section } from './plan-human.ts';

const people = { marketing: 'marketing', 'contact-centre': 'contact centre', both: 'both' } as const;

function byOf(finding: Finding): string {
  return finding.action?.by ?? '9999';
}

/** What to do, by when, and who: the actions that follow from findings, soonest first; information for both sides. */
export function actionSection(
  plan: Plan,
  findings: readonly Finding[],
  { style, width, verbose }: HumanContext,
): Section {
  const withAction = findings
    .filter((finding) => finding.action !== undefined && (verbose || finding.severity !== 'info'))
    .sort((a, b) =>
      byOf(a) < byOf(b) ? -1 : byOf(a) > byOf(b) ? 1 : compareSeverity(a.severity, b.severity),
    );
  const most = verbose ? withAction.length : 8;
  const lines = withAction.slice(0, most).flatMap((finding) => {
    const { action } = finding;
    if (action === undefined) return [];
    const day = action.by === undefined ? undefined : parseDay(action.by);
    const when = day === undefined ? 'when you can' : day <= plan.asOf ? 'today' : `by ${friendlyDay(day)}`;
    const mark = finding.severity === 'error' ? style.error('!!') : style.warning(' !');
    const effect = action.effect === undefined ? '' : ` ${action.effect}`;
    return [
      `  ${mark} ${style.bold(when)}, ${people[action.who]}  ${style.dim(finding.rule)}`,
      ...wrap(`${action.what}${effect}`, width - 7).map((line) => `     ${line}`),
    ];
  });
  const rest = withAction.length - Math.min(most, withAction.length);
  if (rest > 0) lines.push(`     … and ${rest} more: surgecast check`);
  return { title: 'What to do', lines };
}
