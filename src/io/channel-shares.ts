import type { ChannelShare } from '../campaigns/campaign.ts';

/** What is wrong with a channel split. */
export interface SharesProblem {
  readonly problem: string;
  readonly hint?: string | undefined;
}

const entry = /([^:=,;|]+?)\s*(?:[:=]|\s)\s*(\d+(?:[.,]\d+)?)\s*(%?)(?:[\s,;|/+&]+|$)/gy;

/** How far from 100 % the shares may sum: rounding, not a mistake. */
const tolerance = 0.005;

/**
 * Reads a channel split, `phone:60% click-to-call:40%`, also with commas, semicolons or `=`, and fractions for percentages. A channel alone
 * has everything. Channels with nothing are left out; the rest is scaled to sum to 1 exactly.
 *
 * @example parseChannelShares('phone:60% chat:40%', (name) => name)[1] // => { channel: 'chat', share: 0.4 }
 * @example parseChannelShares('phone:60% chat:30%', (name) => name).problem // => 'the shares sum to 90 %, not 100 %'
 */
export function parseChannelShares(
  text: string,
  channelName: (written: string) => string,
): readonly ChannelShare[] | SharesProblem {
  const shares = new Map<string, number>();
  let end = 0;
  entry.lastIndex = 0;
  for (let match = entry.exec(text); match !== null; match = entry.exec(text)) {
    const [, name = '', amount = '', percent] = match;
    const number = Number(amount.replace(',', '.'));
    const channel = channelName(name);
    if (shares.has(channel)) return { problem: `channel ${channel} is named twice` };
    shares.set(channel, percent === '%' ? number / 100 : number);
    end = entry.lastIndex;
    if (end >= text.length) break;
  }
  if (shares.size === 0 && !/[:=,;|%/+&]|\d/.test(text)) return [{ channel: channelName(text), share: 1 }];
  if (shares.size === 0 || end < text.length) {
    return {
      problem: `"${text.slice(end).trim()}" is no channel with its share`,
      hint: 'write phone:60% click-to-call:40%',
    };
  }
  const bare = [...shares.values()].some((share) => share > 1.005);
  const sum = [...shares.values()].reduce((total, share) => total + share, 0);
  if (bare && Math.abs(sum - 100) > 100 * tolerance)
    return { problem: 'shares above 1 need a percent sign', hint: 'write phone:60% click-to-call:40%' };
  const total = bare ? sum / 100 : sum;
  if (Math.abs(total - 1) > tolerance)
    return { problem: `the shares sum to ${Number((total * 100).toFixed(2))} %, not 100 %` };
  return [...shares]
    .filter(([, share]) => share > 0)
    .map(([channel, share]) => ({ channel, share: Number((share / sum).toPrecision(12)) }));
}
