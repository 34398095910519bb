import { formatDay } from '../calendar/local-date.ts';
import { friendlyDay } from '../calendar/friendly-time.ts';
import type { LearntCampaign, LearntCampaigns, LearntKind } from '../plan/learnt-campaigns.ts';
import type { CsvTable } from './csv.ts';
import { formatCount, textTable, visibleLength, wrap } from './layout.ts';
import type { HumanContext } from './plan-human.ts';

/** A rate in per cent with two significant digits. @example formatRate(0.00456) // => '0.46 %' */
export function formatRate(rate: number): string {
  return `${Number((rate * 100).toPrecision(2))} %`;
}

function kindRow(kind: LearntKind): string[] {
  return [
    kind.kind,
    `${kind.telling}/${kind.seen}`,
    formatRate(kind.rate),
    `${formatRate(kind.rateLower80)}–${formatRate(kind.rateUpper80)}`,
    formatRate(kind.defaultRate),
    kind.claims === undefined ? '–' : `× ${kind.claims.ratio.toFixed(2)}`,
    kind.speed === undefined ? '–' : `× ${kind.speed.factor.toFixed(2)}`,
  ];
}

function difference(campaign: LearntCampaign): string {
  const { actualContacts, expectedContacts } = campaign;
  if (actualContacts === undefined || !(expectedContacts > 0)) return '–';
  const change = (actualContacts / expectedContacts - 1) * 100;
  return `${change >= 0 ? '+' : ''}${change.toFixed(0)} %`;
}

function campaignRow(campaign: LearntCampaign, width: number): string[] {
  const { name, actualContacts, actualStandardError } = campaign;
  const shortened = visibleLength(name) > width ? `${name.slice(0, width - 1)}…` : name;
  return [
    friendlyDay(campaign.startDay),
    shortened,
    campaign.kind,
    `${formatCount(campaign.expectedContacts)}${campaign.expectedFrom === 'default' ? ' (default)' : ''}`,
    actualContacts === undefined
      ? 'not seen'
      : `${formatCount(actualContacts)} ±${formatCount(actualStandardError ?? 0)}`,
    difference(campaign),
  ];
}

function claimSentences(kinds: readonly LearntKind[]): string[] {
  return kinds.flatMap(({ medium, claims }) => {
    if (claims === undefined || Math.abs(Math.log(claims.ratio)) < 0.1) return [];
    const times =
      claims.ratio > 1 ? `${claims.ratio.toFixed(1)} × low` : `${(1 / claims.ratio).toFixed(1)} × high`;
    return [
      `${medium} estimates have run ${times} (${claims.campaigns} campaigns): forecasts correct for it.`,
    ];
  });
}

/** What past campaigns taught, for people. */
export function formatLearnt(learnt: LearntCampaigns, { style, width, verbose }: HumanContext): string {
  const lines = [style.bold('WHAT PAST CAMPAIGNS DID')];
  if (learnt.kinds.length === 0) {
    lines.push(
      '  No campaign of the calendar lies in the days of history: forecasts use the calendar’s numbers, else the shipped defaults.',
    );
    return `${lines.join('\n')}\n`;
  }
  lines.push(
    ...textTable(
      [
        { title: 'kind' },
        { title: 'telling/seen', align: 'right' },
        { title: 'rate', align: 'right' },
        { title: '80 %', align: 'right' },
        { title: 'default', align: 'right' },
        { title: 'claims', align: 'right' },
        { title: 'speed', align: 'right' },
      ],
      learnt.kinds.map((kind) => kindRow(kind)),
    ),
    ...wrap(
      'rate: contacts per person reached, shrunk towards the default; claims: actual over what marketing said; speed: of the response against its curve.',
      width - 2,
    ).map((line) => `  ${style.dim(line)}`),
    ...claimSentences(learnt.kinds).flatMap((sentence) =>
      wrap(sentence, width - 2, '  ').map((line) => `  ${line}`),
    ),
  );
  const shown = verbose ? learnt.campaigns : learnt.campaigns.slice(0, 12);
  lines.push(
    '',
    style.bold('THE LAST CAMPAIGNS'),
    ...textTable(
      [
        { title: 'start' },
        { title: 'campaign' },
        { title: 'kind' },
        { title: 'expected', align: 'right' },
        { title: 'actual', align: 'right' },
        { title: 'diff', align: 'right' },
      ],
      shown.map((campaign) => campaignRow(campaign, Math.max(12, width - 62))),
    ),
  );
  if (learnt.campaigns.length > shown.length)
    lines.push(`  … and ${learnt.campaigns.length - shown.length} earlier (-v shows all)`);
  return `${lines.join('\n')}\n`;
}

/** One row a kind. */
export function learntTable(learnt: LearntCampaigns): CsvTable {
  return {
    columns: [
      'kind',
      'medium',
      'type',
      'campaigns_seen',
      'campaigns_telling',
      'contact_rate',
      'contact_rate_lower_80',
      'contact_rate_upper_80',
      'next_lower_80',
      'next_upper_80',
      'default_rate',
      'claim_ratio',
      'curve_speed',
    ],
    rows: learnt.kinds.map((kind) => [
      kind.kind,
      kind.medium,
      kind.type,
      kind.seen,
      kind.telling,
      kind.rate,
      kind.rateLower80,
      kind.rateUpper80,
      kind.nextLower80,
      kind.nextUpper80,
      kind.defaultRate,
      kind.claims?.ratio,
      kind.speed?.factor,
    ]),
  };
}

/** The same as data, with the campaigns one by one. */
export function learntObject(learnt: LearntCampaigns): object {
  return {
    kinds: learnt.kinds,
    campaigns: learnt.campaigns.map((campaign) => ({
      ...campaign,
      startDay: undefined,
      startInstant: undefined,
      start: formatDay(campaign.startDay),
    })),
  };
}

/** Learnt rates as settings to keep: paste below the settings, or keep as a file of their own. */
export function learntYaml(learnt: LearntCampaigns): string {
  const plain = (value: number): string => Number(value.toPrecision(4)).toString();
  const entry = (name: string, kind: LearntKind): string[] => [
    `  ${JSON.stringify(name)}: # ${kind.telling} of ${kind.seen} past campaigns tell`,
    `    contact_rate: ${plain(kind.rate)}`,
    `    contact_rate_low: ${plain(kind.nextLower80)}`,
    `    contact_rate_high: ${plain(kind.nextUpper80)}`,
  ];
  const media = learnt.kinds.filter(({ type, telling }) => type === undefined && telling > 0);
  return `${['# Learnt by surgecast from past campaigns: contacts per person reached, with the 80 % range of a next campaign.', ...(media.length === 0 ? ['media: {}'] : ['media:', ...media.flatMap((kind) => entry(kind.medium, kind))])].join('\n')}\n`;
}
