/**
 * Mean patience of callers from history: how long a caller would wait before hanging up.
 *
 * Formula: total waiting time of all callers, answered or not, ÷ number who hung up; the maximum-likelihood
 * estimate for exponential patience when the waits of answered callers are censored. Taking the mean wait of
 * those who hung up instead would be far too low. `undefined` where nobody hung up (patience cannot be told)
 * or nobody waited. Source: Mandelbaum, Zeltyn 2007, section 6.
 *
 * @param totalWaitingSeconds seconds waited by all callers together
 * @param abandonments how many hung up
 * @example estimatePatience(12000, 100) // => 120
 */
export function estimatePatience(totalWaitingSeconds: number, abandonments: number): number | undefined {
  return abandonments > 0 && totalWaitingSeconds > 0 ? totalWaitingSeconds / abandonments : undefined;
}
