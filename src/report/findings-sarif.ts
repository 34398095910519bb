import type { Rule } from '../checks/rule.ts';
import type { Finding, Severity, SourceLocation } from '../problems/finding.ts';
import type { FindingsContext } from './findings-context.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** A path as a relative URI reference. @example uriOf('my plan/campaigns.csv') // => 'my%20plan/campaigns.csv' */
export function uriOf(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^\.\//, '')
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
}

function locationOf(location: SourceLocation): object {
  const { file, line, column } = location;
  const region =
    line === undefined
      ? {}
      : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } };
  return { physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region } };
}

function ruleOf({ id, title, severity, story, firesWhen, remedy }: Rule): object {
  const pascal = id.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return {
    id,
    name: pascal,
    shortDescription: { text: title },
    fullDescription: { text: `Fires when ${firesWhen}.` },
    help: { text: `${story}\n\n${remedy}`, markdown: `> ${story}\n\n${remedy}` },
    defaultConfiguration: { level: levels[severity] },
  };
}

function resultOf(finding: Finding, rules: readonly Rule[], accepted: boolean): object {
  const { rule, severity, campaign, message, hint, location, action, data, fingerprint } = finding;
  const ruleIndex = rules.findIndex(({ id }) => id === rule);
  return {
    ruleId: rule,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    level: levels[severity],
    message: { text: hint === undefined ? message : `${message}\nHint: ${hint}` },
    ...(location === undefined ? {} : { locations: [locationOf(location)] }),
    partialFingerprints: { 'surgecast/v1': fingerprint },
    ...(accepted
      ? {
          suppressions: [
            { kind: 'external', justification: 'accepted in the settings or the baseline file' },
          ],
        }
      : {}),
    properties: {
      ...(campaign === undefined ? {} : { campaign }),
      ...(action === undefined ? {} : { action }),
      data,
    },
  };
}

/** Findings as SARIF 2.1.0, for code scanning; accepted ones are there, suppressed. */
export function formatFindingsSarif(findings: readonly Finding[], context: FindingsContext): string {
  const { rules, version, accepted } = context;
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'surgecast', version, rules: rules.map((rule) => ruleOf(rule)) } },
        columnKind: 'utf16CodeUnits',
        results: [
          ...findings.map((finding) => resultOf(finding, rules, false)),
          ...accepted.map((finding) => resultOf(finding, rules, true)),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(10)) : value), 2)}\n`;
}
