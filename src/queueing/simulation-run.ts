import { createRandom } from '../numeric/random.ts';
import type { Random } from '../numeric/random.ts';
import { createEventHeap } from './event-heap.ts';
import type { EventHeap } from './event-heap.ts';
import type { SimulatedChannel, SimulationInput } from './simulation-input.ts';
import { emptyTally } from './simulation-tally.ts';
import type { CohortTally, SimulationTally } from './simulation-tally.ts';
import { createWaitingLine } from './waiting-line.ts';
import type { WaitingLine } from './waiting-line.ts';

/** What happens in a simulation. */
export type EventKind = 'arrival' | 'staffing' | 'hang-up' | 'pick-up' | 'call-end' | 'retry';

const KINDS: readonly EventKind[] = ['arrival', 'staffing', 'hang-up', 'pick-up', 'call-end', 'retry'];

/** Where a contact is. */
export type ContactState = 'waiting' | 'ringing' | 'talking' | 'gone';

/** Everything that changes during one replication. */
export interface Run {
  readonly input: SimulationInput;
  readonly random: Random;
  readonly events: EventHeap;
  readonly tally: SimulationTally;
  readonly line: WaitingLine;
  readonly callbacks: number[];
  readonly channelOf: number[];
  readonly arrivedAt: number[];
  readonly stateOf: ContactState[];
  /** Contacts talking with agents on duty, in no order; a contact's place in it by `placeOf`. */
  readonly onDuty: number[];
  readonly placeOf: number[];
  /** Step in which each channel's last arrival fell. */
  readonly stepOf: number[];
  readonly horizon: number;
  now: number;
  agents: number;
  callbacksMade: number;
}

/** An empty house at time 0. */
export function startRun(input: SimulationInput, replication: number): Run {
  return {
    input,
    random: createRandom(input.seed, replication),
    events: createEventHeap(),
    tally: emptyTally(input.channels.length, input.agents.length),
    line: createWaitingLine(input.channels.map(({ priority }) => priority ?? 0)),
    callbacks: [],
    channelOf: [],
    arrivedAt: [],
    stateOf: [],
    onDuty: [],
    placeOf: [],
    stepOf: input.channels.map(() => 0),
    horizon: input.agents.length * input.stepsPerInterval * input.stepSeconds,
    now: 0,
    agents: 0,
    callbacksMade: 0,
  };
}

/** Puts an event on the list; its subject is a channel, an interval or a contact, by kind. */
export function schedule(run: Run, time: number, kind: EventKind, subject: number): void {
  run.events.push(time, KINDS.indexOf(kind) + 8 * subject);
}

/** The event last taken from the list. */
export function currentEvent(run: Run): { readonly kind: EventKind; readonly subject: number } {
  const event = run.events.event();
  return { kind: KINDS[event & 7]!, subject: event >> 3 };
}

/** Adds the time since the last event to the team's sums, cut at interval ends. */
export function advanceClock(run: Run, time: number): void {
  const intervalSeconds = run.input.stepSeconds * run.input.stepsPerInterval;
  const until = Math.min(time, run.horizon);
  while (run.now < until) {
    const interval = Math.floor(run.now / intervalSeconds);
    const next = Math.min(until, (interval + 1) * intervalSeconds);
    const seconds = next - run.now;
    const { tally } = run;
    tally.busySeconds[interval]! += run.onDuty.length * seconds;
    tally.agentSeconds[interval]! += run.agents * seconds;
    tally.waitingSeconds[interval]! += run.line.size() * seconds;
    tally.longestQueue[interval] = Math.max(tally.longestQueue[interval]!, run.line.size());
    run.now = next;
  }
  run.now = time;
}

/** Draws the next arrival of a channel after a time: exact for rates that are constant within steps. */
export function scheduleArrival(run: Run, channel: number, after: number): void {
  const { arrivalsPerStep } = run.input.channels[channel]!;
  const { stepSeconds } = run.input;
  let needed = run.random.exponential(1);
  let time = after;
  for (let step = run.stepOf[channel]!; step * stepSeconds < run.horizon; step += 1) {
    const rate = (arrivalsPerStep[step] ?? 0) / stepSeconds;
    const available = rate * ((step + 1) * stepSeconds - time);
    if (available >= needed && rate > 0) {
      run.stepOf[channel] = step;
      schedule(run, time + needed / rate, 'arrival', channel);
      return;
    }
    needed -= available;
    time = (step + 1) * stepSeconds;
  }
}

/** Interval of a moment; after the horizon the last. */
export function intervalAt(run: Run, time: number): number {
  const intervalSeconds = run.input.stepSeconds * run.input.stepsPerInterval;
  return Math.min(run.input.agents.length - 1, Math.floor(time / intervalSeconds));
}

/** A channel of the input and its tally. */
export function channelAndTally(
  run: Run,
  channel: number,
): { readonly channel: SimulatedChannel; readonly tally: CohortTally } {
  return { channel: run.input.channels[channel]!, tally: run.tally.channels[channel]! };
}

/** Agents on duty without a contact. */
export function freeAgents(run: Run): number {
  return run.agents - run.onDuty.length;
}

/** Gives an agent on duty to a contact. */
export function takeAgent(run: Run, contact: number): void {
  run.placeOf[contact] = run.onDuty.length;
  run.onDuty.push(contact);
}

/** Frees the agent of a contact; false where that agent has left the team already. */
export function releaseAgent(run: Run, contact: number): boolean {
  const place = run.placeOf[contact]!;
  if (place < 0) return false;
  const last = run.onDuty.pop()!;
  if (last !== contact) {
    run.onDuty[place] = last;
    run.placeOf[last] = place;
  }
  run.placeOf[contact] = -1;
  return true;
}

/** Mean handle time of a channel now. */
export function handleTimeAt(run: Run, { averageHandleTimeSeconds }: SimulatedChannel): number {
  if (typeof averageHandleTimeSeconds === 'number') return averageHandleTimeSeconds;
  return averageHandleTimeSeconds[intervalAt(run, run.now)] ?? 0;
}

/** A handle time of a channel that starts now. */
export function drawHandleTime(run: Run, channel: SimulatedChannel): number {
  const mean = handleTimeAt(run, channel);
  if (channel.handleTimes !== 'log-normal') return run.random.exponential(mean);
  const variance = Math.log(1 + (channel.handleTimeVariation ?? 1) ** 2);
  return mean * Math.exp(Math.sqrt(variance) * run.random.normal() - variance / 2);
}
