import { isAtLeast, type Finding } from '../problems/finding.ts';
import { positionText, type FindingsContext } from './findings-context.ts';

/** Text for XML 1.0: markup escaped, characters that it does not allow replaced. @example escapeXml('a < "b"') // => 'a &lt; &quot;b&quot;' */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;');
}

function detail({ message, hint, location, action, fingerprint }: Finding): string {
  return [
    message,
    ...(hint === undefined ? [] : [`hint: ${hint}`]),
    ...(action === undefined
      ? []
      : [`${action.who}${action.by === undefined ? '' : ` by ${action.by}`}: ${action.what}`]),
    ...(location === undefined ? [] : [`at ${positionText(location)}`]),
    `fingerprint ${fingerprint}`,
  ].join('\n');
}

function testCase(finding: Finding, fails: boolean): string[] {
  const { rule, campaign, severity, message } = finding;
  const name = escapeXml(campaign === undefined ? message : campaign);
  const open = `    <testcase classname="${escapeXml(`surgecast.${rule}`)}" name="${name}">`;
  const body = fails
    ? `      <failure type="${severity}" message="${escapeXml(message)}">${escapeXml(detail(finding))}</failure>`
    : `      <system-out>${escapeXml(`${severity}: ${detail(finding)}`)}</system-out>`;
  return [open, body, '    </testcase>'];
}

/**
 * Findings as JUnit XML: a test case for every finding, failed from the run’s `--fail-on` severity on and passed with its text below it;
 * and one passed for every rule that found nothing.
 */
export function formatFindingsJunit(findings: readonly Finding[], context: FindingsContext): string {
  const { failOn, rules } = context;
  const fails = ({ severity }: Finding): boolean => failOn !== 'never' && isAtLeast(severity, failOn);
  const silent = rules.filter(({ id }) => !findings.some(({ rule }) => rule === id));
  const failures = findings.filter((finding) => fails(finding)).length;
  const totals = `tests="${findings.length + silent.length}" failures="${failures}" errors="0"`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="surgecast" ${totals}>`,
    `  <testsuite name="surgecast check" ${totals} skipped="0">`,
    ...findings.flatMap((finding) => testCase(finding, fails(finding))),
    ...silent.map(
      ({ id }) => `    <testcase classname="${escapeXml(`surgecast.${id}`)}" name="no finding"/>`,
    ),
    '  </testsuite>',
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}
