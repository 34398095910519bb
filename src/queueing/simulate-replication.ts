import { createRandom } from '../numeric/random.ts';
import type { Random } from '../numeric/random.ts';
import { createEventHeap } from './event-heap.ts';
import type { EventHeap } from './event-heap.ts';
import type { SimulatedChannel, SimulationInput } from './simulation-input.ts';
import { emptyTally } from './simulation-tally.ts';
import type { CohortTally, SimulationTally } from './simulation-tally.ts';
import { createWaitingLine } from './waiting-line.ts';
import type { WaitingLine } from './waiting-line.ts';

/** Kinds of events; an event is kind + 8·subject, the subject a channel, an interval or a contact. */
const ARRIVAL = 0;
const STAFFING = 1;
const HANG_UP = 2;
const PICK_UP = 3;
const CALL_END = 4;
const RETRY = 5;

/** Where a contact is. */
const WAITING = 0;
const RINGING = 1;
const TALKING = 2;
const CALLBACK_TALKING = 3;
const GONE = 4;

/** Everything that changes during one replication. */
interface Run {
  readonly input: SimulationInput;
  readonly random: Random;
  readonly events: EventHeap;
  readonly tally: SimulationTally;
  readonly line: WaitingLine;
  readonly callbacks: number[];
  readonly channelOf: number[];
  readonly arrivedAt: number[];
  readonly stateOf: number[];
  /** Contacts talking with agents on duty, in no order; a contact's place in it by `placeOf`. */
  readonly onDuty: number[];
  readonly placeOf: number[];
  /** Next arrival of each channel: the step it lies in is found by using up an exponential amount of expected arrivals. */
  readonly stepOf: number[];
  readonly horizon: number;
  now: number;
  agents: number;
  callbacksMade: number;
}

/**
 * One seeded run of the discrete-event simulation of a team.
 *
 * Every contact arrives, waits, rings, is answered, hangs up, calls again or takes a callback as an event of its own; arrivals stop at
 * the horizon and the last contacts are worked off with the last staffing. Idle agents leave first; a busy one who must leave finishes
 * the call and takes no other. The same seed and replication give the same run.
 */
export function simulateReplication(input: SimulationInput, replication: number): SimulationTally {
  const run = startRun(input, replication);
  for (let channel = 0; channel < input.channels.length; channel += 1) scheduleArrival(run, channel, 0);
  const intervalSeconds = input.stepSeconds * input.stepsPerInterval;
  for (let i = 0; i < input.agents.length; i += 1) run.events.push(i * intervalSeconds, STAFFING + 8 * i);
  while (run.events.pop()) {
    advanceClock(run, run.events.time());
    handle(run, run.events.event());
  }
  advanceClock(run, run.horizon);
  return run.tally;
}

function startRun(input: SimulationInput, replication: number): Run {
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

function handle(run: Run, event: number): void {
  const subject = event >> 3;
  switch (event & 7) {
    case ARRIVAL:
      scheduleArrival(run, subject, run.now);
      arrive(run, subject, false);
      break;
    case RETRY:
      arrive(run, subject, true);
      break;
    case STAFFING:
      changeStaffing(run, subject);
      break;
    case HANG_UP:
      hangUp(run, subject);
      break;
    case PICK_UP:
      if (run.stateOf[subject] === RINGING) answer(run, subject);
      break;
    default:
      endCall(run, subject);
  }
}

/** Adds the time since the last event to the team's sums, cut at interval ends. */
function advanceClock(run: Run, time: number): void {
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
function scheduleArrival(run: Run, channel: number, after: number): void {
  const { arrivalsPerStep } = run.input.channels[channel]!;
  const { stepSeconds } = run.input;
  let needed = run.random.exponential(1);
  let time = after;
  for (let step = run.stepOf[channel]!; step * stepSeconds < run.horizon; step += 1) {
    const rate = (arrivalsPerStep[step] ?? 0) / stepSeconds;
    const available = rate * ((step + 1) * stepSeconds - time);
    if (available >= needed && rate > 0) {
      run.stepOf[channel] = step;
      run.events.push(time + needed / rate, ARRIVAL + 8 * channel);
      return;
    }
    needed -= available;
    time = (step + 1) * stepSeconds;
  }
}

function intervalAt(run: Run, time: number): number {
  const intervalSeconds = run.input.stepSeconds * run.input.stepsPerInterval;
  return Math.min(run.input.agents.length - 1, Math.floor(time / intervalSeconds));
}

function channelAndTally(
  run: Run,
  channel: number,
): { readonly channel: SimulatedChannel; readonly tally: CohortTally } {
  return { channel: run.input.channels[channel]!, tally: run.tally.channels[channel]! };
}

/** A contact arrives: goes away where the team is closed, is offered a callback where the wait is long, or joins the line. */
function arrive(run: Run, index: number, again: boolean): void {
  if (run.now >= run.horizon) return;
  const { channel, tally } = channelAndTally(run, index);
  const interval = intervalAt(run, run.now);
  tally.offered[interval]! += 1;
  if (again) tally.retried[interval]! += 1;
  const contact = run.channelOf.length;
  run.channelOf.push(index);
  run.arrivedAt.push(run.now);
  run.stateOf.push(WAITING);
  run.placeOf.push(-1);
  if (run.agents === 0 && run.input.queueAtClosing === 'leaves') {
    sendAway(run, contact);
  } else if (takesCallback(run, index, channel)) {
    run.stateOf[contact] = GONE;
    tally.callbacks[interval]! += 1;
    run.callbacks.push(contact);
  } else {
    run.line.join(index, contact);
    // Who is put through at once cannot hang up.
    if (freeAgents(run) === 0 || run.input.ringing !== undefined) scheduleHangUp(run, contact);
    dispatch(run);
  }
}

function scheduleHangUp(run: Run, contact: number): void {
  const { patienceSeconds } = run.input.channels[run.channelOf[contact]!]!;
  if (patienceSeconds === undefined) return;
  run.events.push(run.now + run.random.exponential(patienceSeconds), HANG_UP + 8 * contact);
}

function takesCallback(run: Run, index: number, channel: SimulatedChannel): boolean {
  if (channel.callback === undefined || freeAgents(run) > 0) return false;
  const handleTime = handleTimeAt(run, channel);
  const expectedWait =
    run.agents === 0 ? Infinity : ((run.line.aheadOf(index) + 1) * handleTime) / run.agents;
  if (expectedWait <= channel.callback.offerAboveSeconds) return false;
  return run.random.next() < channel.callback.acceptanceFraction;
}

function freeAgents(run: Run): number {
  return run.agents - run.onDuty.length;
}

/** Gives free agents to waiting contacts, then to callbacks as far as agents are not reserved. */
function dispatch(run: Run): void {
  while (freeAgents(run) > 0) {
    const contact = run.line.next();
    if (contact === undefined) break;
    const free = freeAgents(run);
    takeAgent(run, contact);
    const { ringing } = run.input;
    if (ringing === undefined) {
      answer(run, contact);
      continue;
    }
    run.stateOf[contact] = RINGING;
    const mean = ringing.strategy === 'simultaneous' ? ringing.pickUpSeconds / free : ringing.pickUpSeconds;
    run.events.push(run.now + run.random.exponential(mean), PICK_UP + 8 * contact);
  }
  while (run.callbacks.length > run.callbacksMade && startCallback(run));
}

function startCallback(run: Run): boolean {
  const contact = run.callbacks[run.callbacksMade]!;
  const { channel, tally } = channelAndTally(run, run.channelOf[contact]!);
  if (run.line.size() > 0 || freeAgents(run) <= (channel.callback?.reservedAgents ?? 0)) return false;
  run.callbacksMade += 1;
  const interval = intervalAt(run, run.arrivedAt[contact]!);
  tally.callbacksReturned[interval]! += 1;
  tally.callbackDelaySeconds[interval]! += run.now - run.arrivedAt[contact]!;
  takeAgent(run, contact);
  run.stateOf[contact] = CALLBACK_TALKING;
  run.events.push(run.now + drawHandleTime(run, channel), CALL_END + 8 * contact);
  return true;
}

function takeAgent(run: Run, contact: number): void {
  run.placeOf[contact] = run.onDuty.length;
  run.onDuty.push(contact);
}

/** Frees the agent of a contact; false where that agent has left the team already. */
function releaseAgent(run: Run, contact: number): boolean {
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

function answer(run: Run, contact: number): void {
  const { channel, tally } = channelAndTally(run, run.channelOf[contact]!);
  const interval = intervalAt(run, run.arrivedAt[contact]!);
  const wait = run.now - run.arrivedAt[contact]!;
  run.stateOf[contact] = TALKING;
  tally.answered[interval]! += 1;
  if (wait <= channel.answerThresholdSeconds) tally.answeredInTime[interval]! += 1;
  tally.waitSeconds[interval]! += wait;
  tally.answeredWaitSeconds[interval]! += wait;
  run.events.push(run.now + drawHandleTime(run, channel), CALL_END + 8 * contact);
}

function handleTimeAt(run: Run, { averageHandleTimeSeconds }: SimulatedChannel): number {
  if (typeof averageHandleTimeSeconds === 'number') return averageHandleTimeSeconds;
  return averageHandleTimeSeconds[intervalAt(run, run.now)] ?? 0;
}

function drawHandleTime(run: Run, channel: SimulatedChannel): number {
  const mean = handleTimeAt(run, channel);
  if (channel.handleTimes !== 'log-normal') return run.random.exponential(mean);
  const variance = Math.log(1 + (channel.handleTimeVariation ?? 1) ** 2);
  return mean * Math.exp(Math.sqrt(variance) * run.random.normal() - variance / 2);
}

function endCall(run: Run, contact: number): void {
  run.stateOf[contact] = GONE;
  if (releaseAgent(run, contact)) dispatch(run);
}

function hangUp(run: Run, contact: number): void {
  const state = run.stateOf[contact];
  if (state !== WAITING && state !== RINGING) return;
  const index = run.channelOf[contact]!;
  const { tally } = channelAndTally(run, index);
  const interval = intervalAt(run, run.arrivedAt[contact]!);
  tally.abandoned[interval]! += 1;
  tally.waitSeconds[interval]! += run.now - run.arrivedAt[contact]!;
  run.stateOf[contact] = GONE;
  if (state === WAITING) run.line.leave(index, contact);
  scheduleRetry(run, index);
  if (state === RINGING && releaseAgent(run, contact)) dispatch(run);
}

function sendAway(run: Run, contact: number): void {
  const index = run.channelOf[contact]!;
  const { tally } = channelAndTally(run, index);
  const interval = intervalAt(run, run.arrivedAt[contact]!);
  tally.sentAway[interval]! += 1;
  tally.waitSeconds[interval]! += run.now - run.arrivedAt[contact]!;
  run.stateOf[contact] = GONE;
  scheduleRetry(run, index);
}

function scheduleRetry(run: Run, index: number): void {
  const { retryFraction = 0, retryDelaySeconds = 300 } = run.input.channels[index]!;
  if (retryFraction === 0 || run.random.next() >= retryFraction) return;
  run.events.push(run.now + run.random.exponential(retryDelaySeconds), RETRY + 8 * index);
}

/** Idle agents leave first; of the busy ones a random choice leaves after the call. */
function changeStaffing(run: Run, interval: number): void {
  run.agents = run.input.agents[interval] ?? 0;
  while (run.onDuty.length > run.agents) {
    releaseAgent(run, run.onDuty[Math.floor(run.random.next() * run.onDuty.length)]!);
  }
  if (run.agents === 0 && run.input.queueAtClosing === 'leaves') {
    for (let contact = run.line.next(); contact !== undefined; contact = run.line.next())
      sendAway(run, contact);
  }
  dispatch(run);
}
