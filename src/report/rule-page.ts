import type { Rule, RuleOption } from '../checks/rule.ts';
import { formatDuration } from '../calendar/duration.ts';
import { wrap } from './layout.ts';
import type { Style } from './style.ts';

/** A default as it is written in the settings file. */
export function optionDefault(option: RuleOption): string {
  const { default: value, kind } = option;
  if (value === undefined) return 'none';
  if (typeof value !== 'number') return `[${value.join(', ')}]`;
  if (kind === 'fraction') return `${Number((value * 100).toPrecision(6))}%`;
  return kind === 'duration' ? formatDuration(value) : String(value);
}

function optionRows({ options }: Rule): string[] {
  return Object.entries(options).map(([name, option]) => {
    const source = option.source === undefined ? '' : ` (${option.source})`;
    return `| \`${name}\` | \`${optionDefault(option)}\` | ${option.description}${source} |`;
  });
}

const fenceOf = (file: string): string =>
  file.endsWith('.csv') ? 'csv' : file.endsWith('.yaml') ? 'yaml' : 'text';

function exampleLines({ example }: Rule): string[] {
  if (example === undefined) return [];
  const { file, bad, good, output } = example;
  return [
    '## Example',
    '',
    `With this in \`${file}\``,
    '',
    `\`\`\`${fenceOf(file)}`,
    ...bad,
    '```',
    '',
    'it says',
    '',
    '```text',
    ...output,
    '```',
    '',
    'and with this, which differs in one place, it is silent:',
    '',
    `\`\`\`${fenceOf(file)}`,
    ...good,
    '```',
    '',
  ];
}

/** A rule's page as Markdown: story, when it fires, what to do, an example with its exact output, settings. */
export function formatRulePage(rule: Rule): string {
  const { id, title, severity, story, firesWhen, remedy, needs, lacks } = rule;
  const rows = optionRows(rule);
  const lines = [
    `# ${id}: ${title.toLowerCase()}`,
    '',
    `> ${story}`,
    '',
    `**${severity}** by default. It fires when ${firesWhen}.`,
    '',
    '## What to do',
    '',
    remedy,
    '',
    ...(needs.length === 0
      ? []
      : [
          '## What it needs',
          '',
          ...needs.map((need) => `- ${need}`),
          '',
          `Where that is missing it is silent${lacks === undefined ? '' : ', and says so once'}.`,
          '',
        ]),
    ...exampleLines(rule),
    '## Settings',
    '',
    `Below \`checks: rules: ${id}:\` in the settings file: \`off\`, \`info\`, \`warning\` or \`error\` regrades it${rows.length === 0 ? '.' : '; or'}`,
    ...(rows.length === 0
      ? []
      : [
          '',
          '| setting | default | meaning |',
          '| --- | --- | --- |',
          '| `severity` | its own | `off`, `info`, `warning` or `error` |',
          ...rows,
        ]),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** The same for a terminal: what `explain` prints. */
export function formatRuleExplanation(
  rule: Rule,
  { style, width }: { readonly style: Style; readonly width: number },
): string {
  const { id, title, severity, story, firesWhen, remedy, needs, options, example } = rule;
  const plain = (text: string): string => text.replaceAll('`', '');
  const paragraph = (text: string, indent = '  '): string[] =>
    wrap(plain(text), width - indent.length).map((line) => indent + line);
  const block = (text: readonly string[]): string[] => text.map((line) => `    ${line}`);
  const settings = Object.entries(options).flatMap(([name, option]) =>
    wrap(`${name}: ${optionDefault(option)}  # ${option.description}`, width - 4, '    ').map(
      (line) => `    ${line}`,
    ),
  );
  const lines = [
    `${style.bold(id)}  ${title}`,
    '',
    ...paragraph(story),
    '',
    ...paragraph(`${severity} by default. It fires when ${firesWhen}.`),
    '',
    style.bold('What to do'),
    ...paragraph(remedy),
    ...(needs.length === 0
      ? []
      : [
          '',
          style.bold('What it needs'),
          ...needs.flatMap((need) => wrap(plain(`- ${need}`), width - 2, '  ').map((line) => `  ${line}`)),
        ]),
    ...(example === undefined
      ? []
      : [
          '',
          style.bold('Example'),
          `  ${example.file}:`,
          ...block(example.bad),
          '  says:',
          ...block(example.output),
          '  and is silent with:',
          ...block(example.good),
        ]),
    '',
    style.bold('Settings'),
    `  checks:`,
    `    rules:`,
    `      ${id}: ${Object.keys(options).length === 0 ? 'off, info, warning or error' : 'off, info, warning or error; or a severity and:'}`,
    ...settings.map((line) => `    ${line}`),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
