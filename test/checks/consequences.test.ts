import { describe, expect, it } from 'vitest';
import { checkSummary } from '../../src/checks/check-summary.ts';
import { consequentDemand } from '../../src/checks/consequent-demand.ts';
import { runChecks } from '../../src/checks/run-checks.ts';
import { found } from './found.ts';
import { campaign, day, moment, planned, planOf, usualSettings } from './plan-builder.ts';

const { offer } = campaign();
const channels = [
  { channel: 'chat', share: 0.2 },
  { channel: 'phone', share: 0.8 },
];

describe('the contacts that findings predict', () => {
  const drafts = [
    planned({ id: 'recent', channels, offer: { ...offer, retroactiveDays: 0 } }),
    planned({ id: 'new-only', channels, offer: { ...offer, audience: 'new-customers' } }, { total: 50 }),
    planned({
      id: 'points',
      channels,
      type: 'loyalty',
      offer: { ...offer, postingDays: 60, redeemBy: day('2026-12-31') },
      goals: { goalSales: 200 },
    }),
    planned({ id: 'no-say', channels, type: 'loyalty', support: { briefing: 'x' } }, { total: 100 }),
    planned({ id: 'fine', channels }),
  ];

  it('are those that the findings name, each with its reason, on the channel that gets most of the campaign', () => {
    const plan = planOf(drafts);
    const demand = consequentDemand(plan);
    expect(
      demand.map(({ campaign: id, reason, channel, contacts }) => [
        id,
        reason,
        channel,
        Number(contacts.toFixed(6)),
      ]),
    ).toEqual([
      ['points', 'reward-deadline', 'phone', 30],
      ['no-say', 'escalations', 'phone', 7],
      ['recent', 'recent-buyers', 'phone', 2],
      ['new-only', 'excluded-customers', 'phone', 16],
    ]);
    const rules = {
      'reward-deadline': 'reward-posts-after-deadline',
      escalations: 'missing-agent-authority',
      'recent-buyers': 'recent-buyers-excluded',
      'excluded-customers': 'existing-customers-excluded',
    } as const;
    for (const { campaign: id, reason, contacts } of demand) {
      const finding = found(rules[reason], plan).find((one) => one.campaign === id);
      expect(finding?.data[reason === 'escalations' ? 'escalatedContacts' : 'contacts']).toBeCloseTo(
        contacts,
        9,
      );
    }
  });

  it('begin when they will: at the launch, or a week before the last day', () => {
    const starts = new Map(consequentDemand(planOf(drafts)).map(({ reason, start }) => [reason, start]));
    expect(starts.get('recent-buyers')).toBe(moment('2026-11-24T10:00').instant);
    expect(starts.get('reward-deadline')).toBe(moment('2026-12-24').instant);
  });

  it('are none for rules that are off, and follow the rules’ settings', () => {
    const settings = `${usualSettings}checks: { rules: { missing-agent-authority: { escalation_share: 20% }, recent-buyers-excluded: off, existing-customers-excluded: off, reward-posts-after-deadline: off } }\n`;
    expect(consequentDemand(planOf(drafts, { settings }))).toMatchObject([
      { campaign: 'no-say', contacts: 20 },
    ]);
  });

  it('are found fault with by no rule when they stand in the plan themselves', () => {
    const added = planned(
      {
        id: 'no-say:escalations',
        medium: 'consequence-escalations',
        announced: undefined,
        support: {},
        goals: {},
        offer: {},
      },
      { contacts: [7] },
    );
    const { findings, notes } = runChecks(planOf([planned(), added]));
    expect({ findings, notes }).toEqual({ findings: [], notes: [] });
    expect(checkSummary(planOf([planned(), added]))).toMatchObject({ campaigns: 1, surges: 0 });
    expect(consequentDemand(planOf([...drafts, added]))).toEqual(consequentDemand(planOf(drafts)));
  });

  it('are none where nothing says how many', () => {
    const unknown = [
      planned({ offer: { ...offer, retroactiveDays: 0 }, goals: {}, size: {} }),
      planned({ id: 'b', offer: { ...offer, audience: 'new' }, size: {} }),
    ];
    expect(consequentDemand(planOf(unknown))).toEqual([]);
  });
});
