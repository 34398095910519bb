import type { QueueAtClosing } from './queue-flow.ts';

/** One way in which contacts reach the simulated team. */
export interface SimulatedChannel {
  readonly name: string;
  /** Expected contacts of each step, spread evenly over it. */
  readonly arrivalsPerStep: ArrayLike<number>;
  /** One value, or one for each interval (that in which the conversation starts). */
  readonly averageHandleTimeSeconds: number | ArrayLike<number>;
  /** `exponential` unless told. */
  readonly handleTimes?: 'exponential' | 'log-normal' | undefined;
  /** Standard deviation ÷ mean of log-normal handle times; 1 unless told. */
  readonly handleTimeVariation?: number | undefined;
  /** Mean of exponential patience; absent: nobody hangs up. */
  readonly patienceSeconds?: number | undefined;
  readonly answerThresholdSeconds: number;
  /** Lower numbers are answered first; equal ones by time of arrival. 0 unless told. */
  readonly priority?: number | undefined;
  /** Share of those who hang up or are sent away that call again; 0 unless told. */
  readonly retryFraction?: number | undefined;
  /** Mean (exponential) time until they do; 300 unless told. */
  readonly retryDelaySeconds?: number | undefined;
  /** Absent: no callbacks. */
  readonly callback?: CallbackOffer | undefined;
}

/** A callback offered instead of a long wait and returned when agents have time. */
export interface CallbackOffer {
  /** Offered where the expected wait, (waiting + 1)·handle time/agents, is above this. */
  readonly offerAboveSeconds: number;
  /** Share of offers that are taken. */
  readonly acceptanceFraction: number;
  /** Agents that stay free for live contacts while callbacks are made; 0 unless told. */
  readonly reservedAgents?: number | undefined;
}

/** How a contact reaches a free agent. Ringing counts as waiting, and the agent it rings for is not free. */
export interface Ringing {
  /**
   * `one-by-one`: one agent's mean time to pick up; `simultaneous`: the quickest of all free agents, mean ÷
   * their number.
   */
  readonly strategy: 'one-by-one' | 'simultaneous';
  /** Mean (exponential) time in which one agent picks up. */
  readonly pickUpSeconds: number;
}

/** One team to simulate. */
export interface SimulationInput {
  readonly channels: readonly SimulatedChannel[];
  readonly stepSeconds: number;
  readonly stepsPerInterval: number;
  /** Whole agents in each interval. */
  readonly agents: ArrayLike<number>;
  /** Absent: contacts are put through at once. */
  readonly ringing?: Ringing | undefined;
  /** `waits` unless told. */
  readonly queueAtClosing?: QueueAtClosing | undefined;
  readonly seed: number;
}
