import type { SimulatedChannel, SimulationInput } from './simulation-input.ts';
import {
  advanceClock,
  channelAndTally,
  currentEvent,
  drawHandleTime,
  freeAgents,
  handleTimeAt,
  intervalAt,
  releaseAgent,
  schedule,
  scheduleArrival,
  startRun,
  takeAgent,
} from './simulation-run.ts';
import type { Run } from './simulation-run.ts';
import type { SimulationTally } from './simulation-tally.ts';

/**
 * One seeded run of the discrete-event simulation of a team.
 *
 * Every contact arrives, waits, rings, is answered, hangs up, calls again or takes a callback as an event of
 * its own; arrivals stop at the horizon and the last contacts are worked off with the last staffing. Idle
 * agents leave first; a busy one who must leave finishes the call and takes no other. The same seed and
 * replication give the same run.
 */
export function simulateReplication(input: SimulationInput, replication: number): SimulationTally {
  const run = startRun(input, replication);
  for (let channel = 0; channel < input.channels.length; channel += 1) scheduleArrival(run, channel, 0);
  const intervalSeconds = input.stepSeconds * input.stepsPerInterval;
  for (let i = 0; i < input.agents.length; i += 1) schedule(run, i * intervalSeconds, 'staffing', i);
  while (run.events.pop()) {
    advanceClock(run, run.events.time());
    handle(run);
  }
  advanceClock(run, run.horizon);
  return run.tally;
}

function handle(run: Run): void {
  const { kind, subject } = currentEvent(run);
  switch (kind) {
    case 'arrival':
      scheduleArrival(run, subject, run.now);
      arrive(run, subject, false);
      break;
    case 'retry':
      arrive(run, subject, true);
      break;
    case 'staffing':
      changeStaffing(run, subject);
      break;
    case 'hang-up':
      hangUp(run, subject);
      break;
    case 'pick-up':
      if (run.stateOf[subject] === 'ringing') answer(run, subject);
      break;
    default:
      endCall(run, subject);
  }
}

/**
 * A contact arrives: goes away where the team is closed, is offered a callback where the wait is long, or
 * joins the line.
 */
function arrive(run: Run, index: number, again: boolean): void {
  if (run.now >= run.horizon) return;
  const { channel, tally } = channelAndTally(run, index);
  const interval = intervalAt(run, run.now);
  tally.offered[interval]! += 1;
  if (again) tally.retried[interval]! += 1;
  const contact = run.channelOf.length;
  run.channelOf.push(index);
  run.arrivedAt.push(run.now);
  run.stateOf.push('waiting');
  run.placeOf.push(-1);
  if (run.agents === 0 && run.input.queueAtClosing === 'leaves') {
    sendAway(run, contact);
  } else if (takesCallback(run, index, channel)) {
    run.stateOf[contact] = 'gone';
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
  schedule(run, run.now + run.random.exponential(patienceSeconds), 'hang-up', contact);
}

function takesCallback(run: Run, index: number, channel: SimulatedChannel): boolean {
  if (channel.callback === undefined || freeAgents(run) > 0) return false;
  const handleTime = handleTimeAt(run, channel);
  const expectedWait =
    run.agents === 0 ? Infinity : ((run.line.aheadOf(index) + 1) * handleTime) / run.agents;
  if (expectedWait <= channel.callback.offerAboveSeconds) return false;
  return run.random.next() < channel.callback.acceptanceFraction;
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
    run.stateOf[contact] = 'ringing';
    const mean = ringing.strategy === 'simultaneous' ? ringing.pickUpSeconds / free : ringing.pickUpSeconds;
    schedule(run, run.now + run.random.exponential(mean), 'pick-up', contact);
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
  run.stateOf[contact] = 'talking';
  schedule(run, run.now + drawHandleTime(run, channel), 'call-end', contact);
  return true;
}

function answer(run: Run, contact: number): void {
  const { channel, tally } = channelAndTally(run, run.channelOf[contact]!);
  const interval = intervalAt(run, run.arrivedAt[contact]!);
  const wait = run.now - run.arrivedAt[contact]!;
  run.stateOf[contact] = 'talking';
  tally.answered[interval]! += 1;
  if (wait <= channel.answerThresholdSeconds) tally.answeredInTime[interval]! += 1;
  tally.waitSeconds[interval]! += wait;
  tally.answeredWaitSeconds[interval]! += wait;
  schedule(run, run.now + drawHandleTime(run, channel), 'call-end', contact);
}

function endCall(run: Run, contact: number): void {
  run.stateOf[contact] = 'gone';
  if (releaseAgent(run, contact)) dispatch(run);
}

function hangUp(run: Run, contact: number): void {
  const state = run.stateOf[contact];
  if (state !== 'waiting' && state !== 'ringing') return;
  const index = run.channelOf[contact]!;
  const { tally } = channelAndTally(run, index);
  const interval = intervalAt(run, run.arrivedAt[contact]!);
  tally.abandoned[interval]! += 1;
  tally.waitSeconds[interval]! += run.now - run.arrivedAt[contact]!;
  run.stateOf[contact] = 'gone';
  if (state === 'waiting') run.line.leave(index, contact);
  scheduleRetry(run, index);
  if (state === 'ringing' && releaseAgent(run, contact)) dispatch(run);
}

function sendAway(run: Run, contact: number): void {
  const index = run.channelOf[contact]!;
  const { tally } = channelAndTally(run, index);
  const interval = intervalAt(run, run.arrivedAt[contact]!);
  tally.sentAway[interval]! += 1;
  tally.waitSeconds[interval]! += run.now - run.arrivedAt[contact]!;
  run.stateOf[contact] = 'gone';
  scheduleRetry(run, index);
}

function scheduleRetry(run: Run, index: number): void {
  const { retryFraction = 0, retryDelaySeconds = 300 } = run.input.channels[index]!;
  if (retryFraction === 0 || run.random.next() >= retryFraction) return;
  schedule(run, run.now + run.random.exponential(retryDelaySeconds), 'retry', index);
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
