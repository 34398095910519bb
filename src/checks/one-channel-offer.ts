import type { CampaignPlan, Plan } from '../plan/plan.ts';
import type { Finding } from '../problems/finding.ts';
import { upcoming } from './campaigns-to-check.ts';
import type { Rule, RuleContext } from './rule.ts';
import { actBy, count, listed, percent } from './wording.ts';

/** Share of a campaign's contacts by channel: as the calendar says, else as forecast. */
function sharesOf(entry: CampaignPlan): ReadonlyMap<string, number> {
  const { channels } = entry.campaign;
  if (channels !== undefined) return new Map(channels.map(({ channel, share }) => [channel, share]));
  const sums = [...entry.contactsByChannel].map(
    ([channel, contacts]) => [channel, contacts.reduce((sum, value) => sum + value, 0)] as const,
  );
  const all = sums.reduce((sum, [, contacts]) => sum + contacts, 0);
  return new Map(sums.map(([channel, contacts]) => [channel, all > 0 ? contacts / all : 0]));
}

function helpIn(place: string, context: RuleContext): readonly string[] {
  const known = ['web', 'app', 'phone', 'store'];
  return known.includes(place) ? context.list(`${place}_help`) : [place];
}

function checkOne(plan: Plan, entry: CampaignPlan, context: RuleContext): readonly Finding[] {
  const { campaign } = entry;
  const [place, ...others] = campaign.offer.soldThrough ?? [];
  const shares = sharesOf(entry);
  if (place === undefined || others.length > 0 || shares.size === 0) return [];
  const answered = new Set(
    plan.settings.channels.filter(({ team }) => team !== undefined).map(({ name }) => name),
  );
  const help = helpIn(place.toLowerCase(), context).filter((channel) => answered.has(channel));
  const helped = [...shares]
    .filter(([channel]) => help.includes(channel))
    .reduce((sum, [, share]) => sum + share, 0);
  if (helped >= context.number('help_share')) return [];
  const elsewhere = [...shares]
    .filter(([channel]) => !help.includes(channel))
    .sort((a, b) => b[1] - a[1])
    .map(([channel]) => channel);
  const contacts = (1 - helped) * entry.totalContacts;
  const path = help.length === 0 ? `and nobody can help there` : `where ${listed(help)} can help`;
  return [
    context.finding({
      campaign,
      column: 'sold_through',
      message: `The offer is sold through ${place} only, ${path}; ${percent(1 - helped)} of its contacts (about ${count(contacts)}) come by ${listed(elsewhere)}, where it cannot be bought.`,
      hint: 'let agents sell it too (sold_through), or send its contacts to a channel that can help where it is sold',
      action: {
        who: 'marketing',
        by: actBy(plan, campaign.start.day - 1),
        what: `Let agents sell “${campaign.name}” to those who ask, or offer help where it is sold.`,
        effect: `About ${count(contacts)} contacts need not be sent elsewhere.`,
      },
      data: {
        soldThrough: place,
        helpChannels: help,
        unhelpedShareFraction: 1 - helped,
        unhelpedContacts: contacts,
      },
    }),
  ];
}

export const oneChannelOffer: Rule = {
  id: 'one-channel-offer',
  title: 'Offer in one channel, questions in another',
  severity: 'warning',
  story:
    'An online-only price, and the site did not know the customer. The agent on the phone sees the price and may not sell at it: “you have to do that on our web site” — “I am calling because your web site does not let me.”',
  firesWhen:
    'an offer to come is sold through one place only, and less than half of its contacts come by channels that can help in that place',
  remedy: 'Let agents sell it as well, or put help (chat) where it is sold and point people there.',
  needs: ['`sold_through`', '`channels` of the campaign or its medium’s default'],
  example: {
    file: 'campaigns.csv',
    bad: [
      'id,name,medium,start,reach,channels,offer,sold_through',
      'web-day,Web day,email,2026-11-24T10:00,8000,phone:75% chat:25%,25 % off on the web site,web',
    ],
    good: [
      'id,name,medium,start,reach,channels,offer,sold_through',
      'web-day,Web day,email,2026-11-24T10:00,8000,phone:75% chat:25%,25 % off on the web site,web phone',
    ],
    output: [
      'warning  one-channel-offer  campaigns.csv:2:89',
      '  The offer is sold through web only, where chat can help; 75 % of its',
      '  contacts (about 60) come by phone, where it cannot be bought.',
      '  | …,2026-11-24T10:00,8000,phone:75% chat:25%,25 % off on the web site,web',
      '  |                                                                     ^',
      '  → marketing, today: Let agents sell “Web day” to those who ask, or offer',
      '    help where it is sold. About 60 contacts need not be sent elsewhere.',
    ],
  },
  options: {
    help_share: {
      kind: 'fraction',
      default: 0.5,
      description: 'share of contacts that should come by a channel that can help',
    },
    web_help: {
      kind: 'list',
      default: ['web', 'chat', 'messaging', 'video'],
      description: 'channels that help on the web site',
    },
    app_help: {
      kind: 'list',
      default: ['app', 'chat', 'messaging'],
      description: 'channels that help in the app',
    },
    phone_help: {
      kind: 'list',
      default: ['phone', 'click-to-call', 'callback'],
      description: 'channels that sell by phone',
    },
    store_help: { kind: 'list', default: ['store'], description: 'channels that help in a store' },
  },
  check: (plan, context) => upcoming(plan).flatMap((entry) => checkOne(plan, entry, context)),
};
