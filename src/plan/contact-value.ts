import type { Settings } from '../settings/settings.ts';

/** A channel’s contacts over the horizon. */
export interface ContactsOfChannel {
  readonly channel: string;
  readonly expectedContacts: Float64Array;
}

/** Mean revenue of a live contact of some channels, by their contacts; undefined where no live channel says what a contact earns. */
export function revenuePerContact(
  settings: Settings,
  channels: readonly ContactsOfChannel[],
): number | undefined {
  let contacts = 0;
  let revenue = 0;
  let known = false;
  for (const { channel, expectedContacts } of channels) {
    const own = settings.channels.find(({ name }) => name === channel);
    if (own?.kind === 'deferred') continue;
    const count = expectedContacts.reduce((sum, value) => sum + value, 0);
    known ||= own?.revenuePerContact !== undefined;
    contacts += count;
    revenue += count * (own?.revenuePerContact ?? 0);
  }
  return known && contacts > 0 ? revenue / contacts : undefined;
}
