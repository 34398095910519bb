import { parseDay } from '../../src/calendar/local-date.ts';
import { fingerprintOf } from '../../src/checks/fingerprint.ts';
import { rules } from '../../src/checks/rules.ts';
import type { Finding, Severity } from '../../src/problems/finding.ts';
import type { FindingsContext } from '../../src/report/findings-context.ts';
import { plainStyle } from '../../src/report/style.ts';

/** A finding of the given parts; the rest is ordinary. */
export function sample(fields: Partial<Finding> = {}): Finding {
  const { rule = 'short-notice', campaign = 'mail' } = fields;
  return {
    severity: 'error',
    message: 'The contact centre was told 4 days before the launch.',
    hint: 'announce campaigns 14 days ahead',
    location: { file: 'campaigns.csv', line: 2, column: 13 },
    action: {
      who: 'marketing',
      by: '2026-11-26',
      what: 'Move “Mail” to Mon 7 Dec.',
      effect: 'Then 3 agents are found.',
    },
    data: { noticeDays: 4 },
    ...fields,
    rule,
    campaign: 'campaign' in fields ? fields.campaign : campaign,
    fingerprint: fingerprintOf(`${rule} ${campaign} ${fields.message ?? ''}`),
  };
}

/** Text that breaks what does not escape: markup, separators, quotes, controls, other scripts. */
export const nasty = `"a", <b> & 'c' | d::e%0A\n\u0007=1+1 ]]> Ünïcode 😀 \`x\` *y* _z_ [l](m)`;

/** As many findings of a severity as wanted, each its own. */
export function many(count: number, severity: Severity): readonly Finding[] {
  return Array.from({ length: count }, (_, index) =>
    sample({ severity, message: `Finding ${severity} ${index}.`, campaign: `c${index}` }),
  );
}

export function contextOf(fields: Partial<FindingsContext> = {}): FindingsContext {
  return {
    version: '1.2.3',
    asOf: parseDay('2026-11-23') ?? 0,
    rules,
    campaignNames: new Map([['mail', 'Vacuum sale']]),
    summary: { campaigns: 12, surges: 3, coverKnown: true },
    accepted: [],
    notes: [],
    failOn: 'error',
    style: plainStyle,
    width: 80,
    verbose: false,
    ...fields,
  };
}
