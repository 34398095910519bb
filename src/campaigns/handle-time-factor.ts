import { choleskyFactor, choleskyInverse } from '../numeric/cholesky.ts';

/** How sure a default factor is (sd), and the spread of single handle times over their mean. */
const defaultFactorSd = 0.2;
const handleTimeVariation = 1;
/** Relative sd of handle times that a whole day shares. */
const dayRelativeSd = 0.05;
/** Weight, in contacts, with which a slot's own handle time is drawn to the channel's mean. */
const slotPriorContacts = 50;

/** One channel's past handle times by slot. */
export interface HandleTimeEvidence {
  readonly intervalsPerDay: number;
  readonly totalSeconds: Float64Array;
  /** Contacts whose handle time is known. */
  readonly contacts: Float64Array;
  readonly baseline: Float64Array;
}

/** Campaigns of one kind: their default factor, and the contacts they added by channel and slot. */
export interface CampaignKindContacts {
  readonly kind: string;
  readonly defaultFactor: number;
  readonly contacts: readonly Float64Array[];
}

/** Handle time of a kind's contacts over the channel's own. */
export interface LearntHandleTimeFactor {
  readonly factor: number;
  readonly sd: number;
  /** Contacts of the kind whose handle times were seen. */
  readonly contacts: number;
}

/** Share of campaign contacts among an interval's from which its handle time is no ordinary one. */
const ordinaryShare = 0.03;

/** Ordinary handle time by slot of the day. */
function ordinarySeconds(evidence: HandleTimeEvidence, added: Float64Array): Float64Array | undefined {
  const { intervalsPerDay, totalSeconds, contacts, baseline } = evidence;
  const seconds = new Float64Array(intervalsPerDay);
  const counts = new Float64Array(intervalsPerDay);
  for (let index = 0; index < contacts.length; index++) {
    if (!(contacts[index]! > 0) || added[index]! > ordinaryShare * baseline[index]!) continue;
    seconds[index % intervalsPerDay]! += totalSeconds[index]!;
    counts[index % intervalsPerDay]! += contacts[index]!;
  }
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (!(all > 0)) return undefined;
  const mean = seconds.reduce((sum, value) => sum + value, 0) / all;
  return seconds.map(
    (value, slot) => (value + slotPriorContacts * mean) / (counts[slot]! + slotPriorContacts),
  );
}

/**
 * How much longer or shorter campaign contacts take, from past intervals in which they were a part.
 *
 * Model: total handle time of an interval = h·(contacts) + Σ h·(factor − 1)·(contacts of the kind), h the ordinary
 * handle time of that time of day; single handle times vary like an exponential, days by 5 % as a whole; factors are
 * normal around their defaults with sd 0.2. Solved for all kinds together (Bayesian linear regression), so that kinds
 * that run at the same time are told apart as far as they can be.
 *
 * Kinds of which no handle time was seen keep their default. Without any handle times: no entry.
 */
export function learnHandleTimeFactors(
  channels: readonly (HandleTimeEvidence | undefined)[],
  kinds: readonly CampaignKindContacts[],
): ReadonlyMap<string, LearntHandleTimeFactor> {
  const size = kinds.length;
  if (size === 0 || channels.every((channel) => channel === undefined)) return new Map();
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  const seen = new Float64Array(size);
  for (let k = 0; k < size; k++) matrix[k * size + k] = 1 / defaultFactorSd ** 2;
  for (const [channel, evidence] of channels.entries()) {
    if (evidence !== undefined) addChannel({ evidence, channel, kinds, matrix, right, seen });
  }
  const inverse = choleskyInverse(choleskyFactor(matrix, size), size);
  return new Map(
    kinds.map(({ kind, defaultFactor }, k) => {
      let excess = 0;
      for (let j = 0; j < size; j++) excess += inverse[k * size + j]! * right[j]!;
      const factor = Math.max(0.1, defaultFactor + excess);
      return [kind, { factor, sd: Math.sqrt(inverse[k * size + k]!), contacts: seen[k]! }];
    }),
  );
}

function addChannel(input: {
  readonly evidence: HandleTimeEvidence;
  readonly channel: number;
  readonly kinds: readonly CampaignKindContacts[];
  readonly matrix: Float64Array;
  readonly right: Float64Array;
  readonly seen: Float64Array;
}): void {
  const { evidence, channel, kinds, matrix, right, seen } = input;
  const { intervalsPerDay, totalSeconds, contacts, baseline } = evidence;
  const size = kinds.length;
  const added = new Float64Array(contacts.length);
  for (const kind of kinds) kind.contacts[channel]?.forEach((value, index) => (added[index]! += value));
  const ordinary = ordinarySeconds(evidence, added);
  if (ordinary === undefined) return;
  for (let start = 0; start < contacts.length; start += intervalsPerDay) {
    if (!added.subarray(start, start + intervalsPerDay).some((value) => value > 0)) continue;
    const day = { square: 0, target: 0, cross: new Float64Array(size) };
    for (let index = start; index < start + intervalsPerDay; index++) {
      const known = contacts[index]!;
      const usual = ordinary[index % intervalsPerDay]!;
      const all = baseline[index]! + added[index]!;
      if (!(known > 0) || !(all > 0) || !(usual > 0)) continue;
      const row = kinds.map((kind) => (usual * known * (kind.contacts[channel]?.[index] ?? 0)) / all);
      const expected = row.reduce(
        (sum, value, k) => sum + value * (kinds[k]!.defaultFactor - 1),
        usual * known,
      );
      const target = totalSeconds[index]! - expected;
      const weight = 1 / (handleTimeVariation * usual ** 2 * known);
      day.square += weight * (usual * known) ** 2;
      day.target += weight * usual * known * target;
      for (let k = 0; k < size; k++) {
        seen[k]! += row[k]! / usual;
        day.cross[k]! += weight * usual * known * row[k]!;
        right[k]! += weight * row[k]! * target;
        for (let j = 0; j <= k; j++) matrix[k * size + j]! += weight * row[k]! * row[j]!;
      }
    }
    // The day's shared error, by the Sherman–Morrison formula.
    const common = dayRelativeSd ** 2 / (1 + dayRelativeSd ** 2 * day.square);
    for (let k = 0; k < size; k++) {
      right[k]! -= common * day.cross[k]! * day.target;
      for (let j = 0; j <= k; j++) matrix[k * size + j]! -= common * day.cross[k]! * day.cross[j]!;
    }
  }
}
