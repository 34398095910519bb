/**
 * Rejects loads and agent counts that no formula can be evaluated at; sums over states would never end on
 * them.
 *
 * @throws RangeError unless both are finite and not negative
 */
export function assertTeam(offeredLoad: number, agents: number): void {
  if (!(offeredLoad >= 0 && offeredLoad < Infinity)) {
    throw new RangeError(`offered load must be finite and not negative, got ${offeredLoad}`);
  }
  if (!(agents >= 0 && agents < Infinity)) {
    throw new RangeError(`agents must be finite and not negative, got ${agents}`);
  }
}

/**
 * Rejects handle times that are not a positive number of seconds.
 *
 * @throws RangeError unless finite and above 0
 */
export function assertHandleTime(averageHandleTimeSeconds: number): void {
  if (!(averageHandleTimeSeconds > 0 && averageHandleTimeSeconds < Infinity)) {
    throw new RangeError(`handle time must be finite and above 0 s, got ${averageHandleTimeSeconds}`);
  }
}
