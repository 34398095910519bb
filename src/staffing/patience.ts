import { estimatePatience } from '../queueing/patience.ts';

/** A caller’s mean patience where neither settings nor history say any: two minutes, the field’s usual guess. */
export const defaultPatienceSeconds = 120;

/** Mean patience of a channel and where it comes from: the settings’, else total waiting time ÷ abandonments of its history, else two minutes. */
export function channelPatience(known: {
  readonly settingsSeconds: number | undefined;
  readonly totalWaitingSeconds: number | undefined;
  readonly abandonments: number | undefined;
}): { readonly seconds: number; readonly source: 'settings' | 'history' | 'default' } {
  const { settingsSeconds, totalWaitingSeconds, abandonments } = known;
  if (settingsSeconds !== undefined) return { seconds: settingsSeconds, source: 'settings' };
  const estimate = estimatePatience(totalWaitingSeconds ?? 0, abandonments ?? 0);
  return estimate === undefined
    ? { seconds: defaultPatienceSeconds, source: 'default' }
    : { seconds: estimate, source: 'history' };
}
