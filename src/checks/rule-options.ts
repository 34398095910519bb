import { didYouMean } from '../problems/did-you-mean.ts';
import type { InputProblem } from '../problems/input-error.ts';
import { parseDuration } from '../calendar/duration.ts';
import { parseFraction } from '../settings/values.ts';
import type { RuleSettings, Settings } from '../settings/settings.ts';
import type { Rule, RuleOption } from './rule.ts';

type OptionValue = number | readonly string[];

const expected: Readonly<Record<RuleOption['kind'], string>> = {
  number: 'a number, 0 or more',
  fraction: 'a share such as 30% or 0.3',
  duration: 'a duration such as 2h or 30m',
  list: 'a list of words',
};

/** Reads what the settings file says of an option; undefined when it cannot be read so. */
function readOption(kind: RuleOption['kind'], written: unknown): OptionValue | undefined {
  const text = typeof written === 'string' || typeof written === 'number' ? written : undefined;
  switch (kind) {
    case 'number':
      return typeof written === 'number' && written >= 0 ? written : undefined;
    case 'fraction':
      return text === undefined ? undefined : parseFraction(text);
    case 'duration':
      return text === undefined ? undefined : parseDuration(text);
    case 'list':
      if (typeof written === 'string') return written.split(/[\s,]+/).filter((word) => word !== '');
      return Array.isArray(written) ? written.map(String) : undefined;
  }
}

/** The value of a rule's option: what the settings say, else its default. An unreadable value counts as not said. */
export function optionValue(rule: Rule, settings: Settings, option: string): OptionValue | undefined {
  const shape = rule.options[option];
  if (shape === undefined) throw new Error(`rule ${rule.id} has no option ${option}`);
  const written = settings.checks.rules[rule.id]?.[option];
  return (written === undefined ? undefined : readOption(shape.kind, written)) ?? shape.default;
}

function problemsOf(file: string, rule: Rule, written: RuleSettings): InputProblem[] {
  return Object.entries(written).flatMap(([option, value]) => {
    if (option === 'severity') return [];
    const shape = rule.options[option];
    const path = `checks.rules.${rule.id}.${option}`;
    if (shape === undefined) {
      const known = ['severity', ...Object.keys(rule.options)];
      const meant = didYouMean(option, known);
      const hint =
        meant === undefined ? `settings of ${rule.id}: ${known.join(', ')}` : `did you mean ${meant}?`;
      return [{ file, message: `${path}: the rule has no such setting`, hint }];
    }
    if (readOption(shape.kind, value) !== undefined) return [];
    return [{ file, message: `${path}: expected ${expected[shape.kind]}`, hint: shape.description }];
  });
}

/**
 * What is wrong with `checks: rules:` of the settings: rules and settings of rules that do not exist, values that cannot be read.
 * Empty when all is well.
 */
export function ruleSettingProblems(
  rules: readonly Rule[],
  settings: Settings,
  file = 'surgecast.yaml',
): readonly InputProblem[] {
  return Object.entries(settings.checks.rules).flatMap(([id, written]) => {
    const rule = rules.find((candidate) => candidate.id === id);
    if (rule !== undefined) return problemsOf(file, rule, written);
    return [unknownRule(rules, id, { file, path: `checks.rules.${id}` })];
  });
}

/** The problem of a rule id that does not exist, with the one that was probably meant. */
export function unknownRule(
  rules: readonly Rule[],
  id: string,
  where: { readonly file: string; readonly path?: string },
): InputProblem {
  const known = rules.map((rule) => rule.id);
  const meant = didYouMean(id, known);
  const subject = where.path === undefined ? '' : `${where.path}: `;
  return {
    file: where.file,
    message: `${subject}there is no rule "${id}"`,
    hint: meant === undefined ? `rules: ${known.join(', ')}` : `did you mean ${meant}?`,
  };
}
