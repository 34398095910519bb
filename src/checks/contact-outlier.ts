import { friendlyDate } from '../calendar/friendly-time.ts';
import type { ChannelHistorySummary } from '../plan/plan.ts';
import type { Rule } from './rule.ts';
import { actBy, count, counted } from './wording.ts';

const anomalyNouns = {
  outage: ['outage', 'outages'],
  spike: ['spike', 'spikes'],
  gap: ['gap', 'gaps'],
  'level-shift': ['change of level', 'changes of level'],
  imputed: ['imputed day', 'imputed days'],
} as const;

type Anomaly = ChannelHistorySummary['anomalies'][number];

function kindsText(anomalies: readonly Anomaly[]): string {
  const kinds = [...new Set(anomalies.map(({ kind }) => kind))];
  return kinds
    .map((kind) => {
      const of = anomalies.filter((anomaly) => anomaly.kind === kind);
      const last = of.reduce((a, b) => (b.day > a.day ? b : a));
      const seen =
        last.observed !== undefined && last.expected !== undefined
          ? `: ${count(last.observed)} for ${count(last.expected)}`
          : '';
      return `${counted(of.length, anomalyNouns[kind][0], anomalyNouns[kind][1])} (${of.length === 1 ? '' : 'last '}${friendlyDate(last.day)}${seen})`;
    })
    .join(', ');
}

export const contactOutlier: Rule = {
  id: 'contact-outlier',
  title: 'Days that are not like others',
  severity: 'info',
  story:
    'An outage, a flood of calls, a day without data: left in, they bend the forecast of that weekday for months; taken out in silence, nobody learns of them.',
  firesWhen: 'outages, spikes, gaps, changes of level or imputed days were found in the history of a channel',
  remedy:
    'Look whether they are explained: a campaign that is not in the calendar, a holiday that is not listed, an export that broke.',
  needs: [],
  example: {
    file: 'history.csv',
    bad: [
      '2026-11-18T11:00,phone,50,310',
      '2026-11-18T12:00,phone,40,300',
      '2026-11-18T13:00,phone,340,302',
      '2026-11-18T14:00,phone,43,311',
      '2026-11-18T15:00,phone,33,280',
    ],
    good: [
      '2026-11-18T11:00,phone,50,310',
      '2026-11-18T12:00,phone,40,300',
      '2026-11-18T13:00,phone,37,302',
      '2026-11-18T14:00,phone,43,311',
      '2026-11-18T15:00,phone,33,280',
    ],
    output: [
      'info  contact-outlier  history.csv',
      '  The history of phone has 1 spike (Wed 18 Nov 2026: 340 for 33); the forecast',
      '  leaves them out.',
      '  → both, by Mon 30 Nov: Explain 1 unusual day of phone: a campaign that is',
      '    not in the calendar, a holiday that is not listed?',
    ],
  },
  options: { days: { kind: 'number', default: 365, description: 'days back' } },
  check: (plan, context) =>
    plan.history.flatMap(({ channel, anomalies }) => {
      const recent = anomalies.filter(({ day }) => day >= plan.asOf - context.number('days'));
      if (recent.length === 0) return [];
      const days = new Set(recent.map(({ day }) => day)).size;
      return [
        context.finding({
          about: channel,
          location: { file: context.files.history },
          message: `The history of ${channel} has ${kindsText(recent)}; the forecast leaves them out.`,
          hint: 'add what explains them: a campaign to the calendar, a holiday to the list',
          action: {
            who: 'both',
            by: actBy(plan, plan.asOf + 7),
            what: `Explain ${counted(days, 'unusual day')} of ${channel}: a campaign that is not in the calendar, a holiday that is not listed?`,
          },
          data: { channel, anomalies: recent.length, days },
        }),
      ];
    }),
};
