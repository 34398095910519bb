/** Counts and sums over the contacts that arrive in one interval. */
export interface CohortTally {
  readonly offered: Float64Array;
  /** Of the offered, those calling again. */
  readonly retried: Float64Array;
  readonly answered: Float64Array;
  readonly answeredInTime: Float64Array;
  readonly abandoned: Float64Array;
  readonly sentAway: Float64Array;
  /** Took a callback instead of waiting. */
  readonly callbacks: Float64Array;
  readonly callbacksReturned: Float64Array;
  readonly callbackDelaySeconds: Float64Array;
  /** Until answer, hang-up or being sent away. */
  readonly waitSeconds: Float64Array;
  readonly answeredWaitSeconds: Float64Array;
}

/** What one replication saw: each channel's contacts and the team's time, by interval. */
export interface SimulationTally {
  readonly channels: readonly CohortTally[];
  /** Agent-seconds talking or ringing, of agents on duty. */
  readonly busySeconds: Float64Array;
  readonly agentSeconds: Float64Array;
  /** Contact-seconds waiting. */
  readonly waitingSeconds: Float64Array;
  readonly longestQueue: Float64Array;
}

/** An empty tally for so many channels and intervals. */
export function emptyTally(channels: number, intervals: number): SimulationTally {
  const column = (): Float64Array => new Float64Array(intervals);
  return {
    channels: Array.from({ length: channels }, () => ({
      offered: column(),
      retried: column(),
      answered: column(),
      answeredInTime: column(),
      abandoned: column(),
      sentAway: column(),
      callbacks: column(),
      callbacksReturned: column(),
      callbackDelaySeconds: column(),
      waitSeconds: column(),
      answeredWaitSeconds: column(),
    })),
    busySeconds: column(),
    agentSeconds: column(),
    waitingSeconds: column(),
    longestQueue: column(),
  };
}
