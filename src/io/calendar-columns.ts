import { words } from './comma-words.ts';
import type { ColumnKind, ColumnSpec, TableLayout } from './match-header.ts';

type Extra = Pick<ColumnSpec, 'fallbacks' | 'needed' | 'alternatives'>;

function column(name: string, kind: ColumnKind, synonyms = '', extra: Extra = {}): ColumnSpec {
  return { name, kind, synonyms: synonyms === '' ? [] : words(synonyms), ...extra };
}

/** The columns of a campaign calendar, under their own names and those that marketing uses. */
export const calendarLayout: TableLayout = {
  title: 'campaigns',
  option: '--campaigns',
  example: 'id,name,medium,start,reach',
  columns: [
    column('id', 'text', 'campaign id, campaign code, key, unique id, task id, record id', {
      needed: true,
      alternatives: ['name'],
    }),
    column('name', 'text', 'campaign, campaign name, title, activity, task name, email name, initiative', {
      fallbacks: words('description, subject, event'),
    }),
    column('owner', 'text', 'campaign owner, responsible, assignee, manager, contact person, requested by'),
    column('status', 'text', 'campaign status, state, stage'),
    column(
      'medium',
      'text',
      'media, marketing channel, media type, campaign medium, utm medium, tactic, media channel',
      {
        needed: true,
        fallbacks: words('channel, vehicle, format'),
      },
    ),
    column('type', 'text', 'campaign type, kind, category'),
    column(
      'start',
      'date',
      `start date, start date time, starts, launch, launch date, launch date time,
      send date, send date time, send on, send at, go live, go live date, begin,
      begins, begin date, from, air date, drop date, in home date, flight start, scheduled for,
      publish date`,
      {
        needed: true,
        fallbacks: words('datetime, date, day, start time, launch time, send time, air time, time'),
      },
    ),
    column('start_time', 'text', '', {
      fallbacks: words('start time, send time, launch time, air time, time, time of day'),
    }),
    column(
      'end',
      'date',
      `end date, end date time, ends, finish, finish date, to, until, through, flight end, stop,
      stop date`,
      {
        fallbacks: ['due date', 'end time'],
      },
    ),
    column('end_time', 'text', '', { fallbacks: ['end time', 'finish time'] }),
    column(
      'reach',
      'number',
      `audience size, recipients, total recipients, number of recipients, list size, sends,
      volume, quantity, circulation, mailed, pieces mailed, target audience, people, subscribers,
      viewers`,
      {
        fallbacks: words('clicks, delivered, sent, impressions, impr, size'),
      },
    ),
    column(
      'contact_rate',
      'share',
      'call rate, contacts per reach, contacts per person, propensity to call, call propensity',
    ),
    column(
      'contact_rate_low',
      'share',
      'low contact rate, contact rate min, min contact rate, low call rate',
    ),
    column(
      'contact_rate_high',
      'share',
      'high contact rate, contact rate max, max contact rate, high call rate',
    ),
    column('response_rate', 'share', 'expected response rate, response percentage, conversion rate'),
    column(
      'contacts_per_response',
      'number',
      'calls per response, contacts per responder, calls per order, contacts per order',
    ),
    column(
      'expected_contacts',
      'number',
      `expected calls, forecast calls, forecast contacts, estimated calls, estimated contacts,
      anticipated calls`,
    ),
    column('uplift_percent', 'share', 'uplift, lift, lift percent, increase, increase percent'),
    column(
      'channels',
      'text',
      'contact channels, channel split, channel mix, response channels, inbound channels',
    ),
    column('waves', 'number', 'number of waves, batches, drops, send waves'),
    column('wave_gap', 'duration', 'wave interval, time between waves, batch gap, gap'),
    column('handle_time_factor', 'number', 'aht factor, handle time multiplier, aht multiplier'),
    column(
      'handle_time',
      'duration',
      'aht, average handle time, average handle time seconds, handling time, expected aht',
    ),
    column(
      'announced',
      'date',
      `announced on, announcement date, date announced, notified, notified on, notification date,
      told, informed, contact centre told, call centre notified, call center notified`,
    ),
    column('offer', 'text', 'offer name, promotion, deal, offer description, offer text'),
    column('offer_code', 'text', 'promo code, coupon code, voucher code, discount code, coupon, voucher'),
    column(
      'offer_expires',
      'date',
      `offer ends, offer end, offer expiry, expires, expiry, expiry date, expiration date,
      valid until, deadline, offer expiration`,
    ),
    column('audience', 'text', 'segment, list, list name, target segment, eligibility, who'),
    column(
      'retroactive_days',
      'number',
      'retroactive, lookback days, grace period days, price protection days',
    ),
    column(
      'posting_days',
      'number',
      'days to post, posting time, points posting days, fulfilment days, fulfillment days',
    ),
    column('redeem_by', 'date', 'redemption deadline, use by, points expire, redeem before, points expiry'),
    column(
      'sold_through',
      'text',
      'sales channels, sold via, available through, where to buy, sales channel',
    ),
    column('briefing', 'text', 'brief, agent briefing, faq, talking points, script, knowledge article'),
    column('agent_authority', 'text', 'authority, agent may grant, empowerment, concessions'),
    column(
      'phone_number',
      'text',
      'telephone, telephone number, hotline, toll free number, tracking number, call number, dnis',
    ),
    column('menu_option', 'text', 'ivr option, menu, ivr, ivr menu'),
    column(
      'goal_contacts',
      'number',
      'contact goal, call goal, target contacts, target calls, contacts goal',
    ),
    column(
      'goal_sales',
      'number',
      'sales goal, target sales, sales target, order goal, goal orders, goal conversions',
    ),
    column('goal_revenue', 'number', 'revenue goal, target revenue, revenue target'),
    column(
      'revenue_per_sale',
      'number',
      'average order value, aov, order value, average sale, revenue per order',
    ),
    column('sales_per_contact', 'number', 'sales rate, sales per call, close rate, call conversion rate'),
    column('cost', 'number', 'campaign cost, spend, budget, media cost, total cost, ad spend'),
    column('audience_file', 'text', 'audience list, list file, recipient file, recipient list'),
  ],
};
