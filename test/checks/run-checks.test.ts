import { describe, expect, it } from 'vitest';
import { formatBaseline, parseBaseline } from '../../src/checks/acceptance.ts';
import { fingerprintOf } from '../../src/checks/fingerprint.ts';
import { ruleSettingProblems, unknownRule } from '../../src/checks/rule-options.ts';
import { rules } from '../../src/checks/rules.ts';
import { runChecks } from '../../src/checks/run-checks.ts';
import { day, moment, planned, planOf, usualSettings } from './plan-builder.ts';

const late = { announced: day('2026-11-20') };
const nameless = { support: {} };
const withChecks = (yaml: string): string => `${usualSettings}checks:\n${yaml}`;

/** Two campaigns with a finding or two each. */
const drafts = [planned({ id: 'b', ...late }), planned({ id: 'a', ...late, ...nameless })];
const about = (
  plan: Parameters<typeof runChecks>[0],
  context?: Parameters<typeof runChecks>[1],
): readonly string[] =>
  runChecks(plan, context).findings.map(({ severity, rule, campaign }) => `${severity} ${rule} ${campaign}`);

describe('running the checks', () => {
  it('lists the gravest first, then by rule, then by campaign', () => {
    expect(about(planOf(drafts))).toEqual([
      'error short-notice a',
      'error short-notice b',
      'error missing-briefing a',
    ]);
  });

  it('finds the same in the same order whatever the order of the rows', () => {
    const { findings } = runChecks(planOf(drafts));
    expect(runChecks(planOf(drafts.toReversed())).findings).toEqual(findings);
  });

  it('keeps fingerprints when rows move, files and campaigns are renamed and figures change', () => {
    const [before] = runChecks(planOf([planned({ id: 'x', ...late })])).findings;
    const [after] = runChecks(
      planOf([
        planned({
          id: 'x',
          name: 'Renamed',
          announced: day('2026-11-22'),
          start: moment('2026-11-25T12:00'),
          location: { file: 'other.csv', line: 99, column: 3 },
        }),
      ]),
    ).findings;
    expect(after?.message).not.toBe(before?.message);
    expect(after?.fingerprint).toBe(before?.fingerprint);
    expect(after?.fingerprint).toBe(fingerprintOf('short-notice\u0000x\u0000'));
  });

  it('points at the cell', () => {
    const [finding] = runChecks(planOf([planned({ id: 'x', ...late })])).findings;
    expect(finding?.location).toEqual({ file: 'campaigns.csv', line: 2, column: 50 });
  });

  it('runs only the rules that are asked for', () => {
    expect(about(planOf(drafts), { only: ['missing-briefing'] })).toEqual(['error missing-briefing a']);
  });

  it('obeys severities of the settings, whichever severity a finding would have', () => {
    const settings = withChecks('  rules: { short-notice: info, missing-briefing: { severity: warning } }\n');
    expect(about(planOf(drafts, { settings }))).toEqual([
      'warning missing-briefing a',
      'info short-notice a',
      'info short-notice b',
    ]);
  });

  it('leaves out rules that are off', () => {
    const settings = withChecks('  rules: { short-notice: off, missing-briefing: off }\n');
    expect(about(planOf(drafts, { settings }))).toEqual([]);
  });

  it('says once what a rule lacks, however many campaigns lack it', () => {
    const plan = planOf([
      planned({ id: 'a', announced: undefined }),
      planned({ id: 'b', announced: undefined }),
      planned({ id: 'c' }),
    ]);
    const { findings, notes } = runChecks(plan);
    expect(findings).toEqual([]);
    expect(notes).toEqual([
      {
        rule: 'short-notice',
        message: '2 of 3 campaigns to come do not say when the contact centre was told (column announced)',
      },
    ]);
  });
});

describe('accepted findings', () => {
  const fingerprint = fingerprintOf('short-notice\u0000a\u0000');

  it('are taken out by the settings, in any case', () => {
    const settings = withChecks(`  accept: [${fingerprint.toUpperCase()}]\n`);
    const result = runChecks(planOf(drafts, { settings }));
    expect(result.findings.map(({ rule, campaign }) => `${rule} ${campaign}`)).not.toContain(
      'short-notice a',
    );
    expect(result.accepted.map(({ rule, campaign }) => `${rule} ${campaign}`)).toEqual(['short-notice a']);
  });

  it('are taken out by a baseline, which the findings themselves can make', () => {
    const plan = planOf(drafts);
    const text = formatBaseline(runChecks(plan).findings);
    const { acceptances, problems } = parseBaseline('baseline.txt', text);
    expect(problems).toEqual([]);
    expect(runChecks(plan, { baseline: acceptances })).toMatchObject({
      findings: [],
      accepted: { length: 3 },
    });
  });

  it('are reported where no finding needs them, at their line, once', () => {
    const { acceptances } = parseBaseline(
      'baseline.txt',
      '# known\n\n0123456789abcdef  short-notice  gone # since May\n0123456789abcdef\n',
    );
    const { findings } = runChecks(planOf([planned()]), { baseline: acceptances });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      rule: 'unused-acceptance',
      severity: 'warning',
      location: { file: 'baseline.txt', line: 3, column: 1 },
      message: 'No finding of short-notice has the accepted fingerprint 0123456789abcdef.',
    });
  });

  it('are not called unused when only some rules or a part of the plan were looked at', () => {
    const { acceptances } = parseBaseline('baseline.txt', '0123456789abcdef\n');
    const plan = planOf([planned()]);
    expect(
      runChecks(plan, { baseline: acceptances, only: ['no-volume', 'unused-acceptance'] }).findings,
    ).toEqual([]);
    expect(runChecks(plan, { baseline: acceptances, reportUnused: false }).findings).toEqual([]);
  });

  it('cannot be read from lines that hold no fingerprint', () => {
    const { acceptances, problems } = parseBaseline('b.txt', '\uFEFFshort-notice\n  ABCDEF0123456789\n');
    expect(acceptances).toEqual([
      { fingerprint: 'abcdef0123456789', rule: undefined, location: { file: 'b.txt', line: 2, column: 3 } },
    ]);
    expect(problems).toMatchObject([{ file: 'b.txt', line: 1 }]);
  });
});

describe('settings of rules', () => {
  const problemsWith = (yaml: string): readonly string[] =>
    ruleSettingProblems(rules, planOf([], { settings: withChecks(`  rules:\n${yaml}`) }).settings).map(
      ({ message, hint }) => `${message}; ${hint}`,
    );

  it('are read as everywhere: shares, durations, lists', () => {
    const yaml =
      '    deadline-surge: { closed: 90m }\n    launch-while-closed: { closed_share: 30% }\n    missing-briefing: { required: [briefing] }\n';
    expect(problemsWith(yaml)).toEqual([]);
  });

  it('name rules and settings that do not exist, with the one that was meant', () => {
    expect(problemsWith('    short-notise: off\n')).toEqual([
      'checks.rules.short-notise: there is no rule "short-notise"; did you mean short-notice?',
    ]);
    expect(problemsWith('    deadline-surge: { closd: 2h }\n')).toEqual([
      'checks.rules.deadline-surge.closd: the rule has no such setting; did you mean closed?',
    ]);
  });

  it('refuse values that cannot be read', () => {
    expect(problemsWith('    launch-while-closed: { closed_share: 30 }\n')).toMatchObject([
      expect.stringContaining('expected a share such as 30% or 0.3'),
    ]);
    expect(problemsWith('    over-occupied: { duration: soon }\n')).toMatchObject([
      expect.stringContaining('expected a duration'),
    ]);
  });

  it('change what a rule finds', () => {
    const drafted = [planned({ support: { menuOption: '3', agentAuthority: 'x' } })];
    const settings = withChecks('  rules: { missing-briefing: { required: [offer] } }\n');
    expect(runChecks(planOf(drafted)).findings).toHaveLength(1);
    expect(runChecks(planOf(drafted, { settings })).findings).toEqual([]);
  });

  it('are told of an unknown rule on the command line too', () => {
    expect(unknownRule(rules, 'volume', { file: '--rule' })).toMatchObject({
      file: '--rule',
      message: 'there is no rule "volume"',
    });
  });
});
