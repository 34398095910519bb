import type { Campaign } from '../campaigns/campaign.ts';
import type { LearntKind } from '../plan/learnt-campaigns.ts';
import type { Plan } from '../plan/plan.ts';
import type { Finding, FindingAction, Severity, SourceLocation } from '../problems/finding.ts';
import type { Consequence } from './consequences.ts';
import { fingerprintOf } from './fingerprint.ts';

/** What a rule's setting holds; `fraction` and `duration` are read as everywhere in the settings (`30%`, `2h`). */
export type RuleOptionKind = 'number' | 'fraction' | 'duration' | 'list';

/** One setting of a rule, below `checks: rules: <rule>:` of the settings file. Durations are seconds, shares 0–1. */
export interface RuleOption {
  readonly kind: RuleOptionKind;
  readonly default: number | readonly string[] | undefined;
  readonly description: string;
  /** Where the default comes from, when it is more than a round number. */
  readonly source?: string | undefined;
}

/** The smallest calendar or settings in which a rule fires, the one cell that silences it, and what it then says. */
export interface RuleExample {
  /** The file of the plan folder in which the two differ. */
  readonly file: string;
  /** Its lines when the rule fires. */
  readonly bad: readonly string[];
  /** The same lines, one cell changed, when it does not. */
  readonly good: readonly string[];
  /** What `surgecast check --rule <id>` then prints of the finding, line by line. */
  readonly output: readonly string[];
}

/** How many entries of a campaign's audience list are known, unknown, unreadable or must not be contacted. */
export interface AudienceCounts {
  readonly entries: number;
  /** Readable entries that the customer list does not have; undefined without a customer list. */
  readonly notFound: number | undefined;
  /** Undefined without a suppression list. */
  readonly suppressed: number | undefined;
  readonly invalid: number;
}

/** What the input files are called. */
export interface InputFiles {
  readonly settings: string;
  readonly history: string;
}

/** What a finding says; the rest of it (rule, severity, fingerprint, location) is filled in. */
export interface FindingFacts {
  readonly campaign?: Campaign | undefined;
  /** What it is about besides the campaign: a team, a channel. Part of the fingerprint; never a row or an order. */
  readonly about?: string | undefined;
  /** The calendar column in which the trouble stands, by its canonical name. */
  readonly column?: string | undefined;
  readonly location?: SourceLocation | undefined;
  /** Left out: the rule's own. */
  readonly severity?: Severity | undefined;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly action?: FindingAction | undefined;
  readonly data?: Finding['data'] | undefined;
}

/** What is known beside the plan. */
export interface GivenFacts {
  /** By campaign id. */
  readonly audience?: ReadonlyMap<string, AudienceCounts> | undefined;
  /** What past campaigns taught, by kind: claims are compared with it. */
  readonly learnt?: readonly LearntKind[] | undefined;
  /** Names of the files that findings without a row of the calendar point at. */
  readonly files?: InputFiles | undefined;
}

/** What a rule gets beside the plan. */
export interface RuleContext extends GivenFacts {
  readonly files: InputFiles;
  /** A setting of this rule, or its default. */
  readonly number: (option: string) => number;
  /** A setting without a default. */
  readonly maybeNumber: (option: string) => number | undefined;
  readonly list: (option: string) => readonly string[];
  readonly finding: (facts: FindingFacts) => Finding;
}

/**
 * One check: why it exists, when it fires, what can be set, and the check itself. To add one, write a file like the others and
 * add it to `rules.ts`; reports, `explain`, settings and the contract tests take it from there.
 */
export interface Rule {
  readonly id: string;
  readonly title: string;
  /** What a finding of this rule is unless it says otherwise itself; settings have the last word. */
  readonly severity: Severity;
  /** What happens to real people when nobody checks. */
  readonly story: string;
  readonly firesWhen: string;
  readonly remedy: string;
  /** Calendar columns, settings and files without which it is silent. */
  readonly needs: readonly string[];
  readonly options: Readonly<Record<string, RuleOption>>;
  readonly example?: RuleExample | undefined;
  /** Said once when data is missing: what is missing and for how many. Undefined when nothing is. */
  readonly lacks?: ((plan: Plan, context: RuleContext) => string | undefined) | undefined;
  /** The findings. Never fires on what it lacks the data for. */
  readonly check: (plan: Plan, context: RuleContext) => readonly Finding[];
  /** Contacts that what it finds will cause, for `checks: demand: true`. */
  readonly demand?: ((plan: Plan, context: RuleContext) => readonly Consequence[]) | undefined;
}

/**
 * Makes a finding. Its fingerprint is made of the rule, the campaign's id and what else it is about, so that it survives moved
 * rows, renamed files, other numbers and reworded messages.
 */
export function makeFinding(rule: Pick<Rule, 'id' | 'severity'>, facts: FindingFacts): Finding {
  const { campaign, about, column, severity, message, hint, action, data } = facts;
  const cell = column === undefined ? undefined : campaign?.columns[column];
  const row = campaign?.location;
  const location = facts.location ?? (row && { file: row.file, line: row.line, column: cell ?? row.column });
  return {
    rule: rule.id,
    severity: severity ?? rule.severity,
    campaign: campaign?.id,
    message,
    hint,
    location,
    action,
    data: data ?? {},
    fingerprint: fingerprintOf([rule.id, campaign?.id ?? '', about ?? ''].join('\u0000')),
  };
}
