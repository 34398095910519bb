/** What staffing knows of one channel: how many contacts come, how long they take, how soon they want an answer. */
export interface ChannelDemand {
  readonly channel: string;
  /** live: somebody waits; deferred: answered later, within `respondWithinSeconds` of opening time. */
  readonly kind: 'live' | 'deferred';
  /** Contacts that one agent handles at once. The handle time is that of a contact among so many. */
  readonly concurrency: number;
  readonly patienceSeconds: number;
  readonly respondWithinSeconds: number;
  readonly targets: ChannelTargets;
  /** By interval of the grid. */
  readonly expectedContacts: Float64Array;
  readonly averageHandleTimeSeconds: Float64Array;
  /** Contacts by minute of the grid, the surge inside the interval included; sums to expectedContacts. */
  readonly minuteContacts: Float64Array;
  /** Quantile of an interval's contacts over the forecast's spread. */
  readonly quantile: (interval: number, probability: number) => number;
}

export interface ChannelTargets {
  readonly serviceLevelFraction: number;
  readonly answerThresholdSeconds: number;
  readonly averageSpeedOfAnswerSeconds: number | undefined;
  readonly abandonmentFraction: number | undefined;
}

/** The team that answers the channels. */
export interface TeamRules {
  readonly maxOccupancyFraction: number;
  readonly shrinkageFraction: number;
  /** Lines; callers beyond them meet a busy tone. */
  readonly trunks: number | undefined;
  /** 1 where the team works, by interval. */
  readonly open: Uint8Array;
  readonly intervalSeconds: number;
  readonly model: 'c' | 'a';
}

/** Largest share of callers that Erlang A may lose when nobody says otherwise: without a cap it saves agents by losing callers. */
export const defaultMaxAbandonmentFraction = 0.05;
