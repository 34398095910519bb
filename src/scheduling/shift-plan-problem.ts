import type { DayNumber } from '../calendar/local-date.ts';
import type { ServiceRequirement } from './service-periods.ts';
import type { ShiftCandidate } from './shift-candidates.ts';

/** Cost of one missing agent in one slot: cheap while few are missing, dear beyond, dearest when nobody is left. */
export interface UnderCover {
  /** Missing agents that count as few, per slot of the stretch. */
  readonly slightAgents: Int32Array;
  readonly slightCost: number;
  readonly severeCost: number;
  /** 1 where the last of the required agents is the last of all: with him missing nobody is there. */
  readonly lastAgents: Uint8Array;
  readonly nobodyCost: number;
}

/** The shifts of one team over the slots of one stretch of time. */
export interface ShiftPlanProblem {
  readonly candidates: readonly ShiftCandidate[];
  /** First slot of the stretch. */
  readonly firstSlot: number;
  /** True when the slot after the stretch's last is its first. */
  readonly cyclic: boolean;
  /** Whole agents on the channel, per slot of the stretch. */
  readonly requiredAgents: Int32Array;
  readonly underCover: UnderCover;
  /** Amount of which every objective is a multiple, if there is one. */
  readonly quantum?: number | undefined;
  /** Most agents in a shift at once, those on a break included. */
  readonly maximumSeats?: number | undefined;
  readonly startLimits: readonly StartLimit[];
  /** A service level that slots meet together; the requirement is then only a floor. */
  readonly service?: ServiceRequirement | undefined;
}

/** Most agents who start on one local day, in any pattern or in one. */
export interface StartLimit {
  readonly day: DayNumber;
  readonly pattern?: string | undefined;
  readonly maximum: number;
}

/** True when a candidate counts towards a limit. */
export function isLimitedBy(candidate: ShiftCandidate, limit: StartLimit): boolean {
  return (
    candidate.day === limit.day && (limit.pattern === undefined || limit.pattern === candidate.pattern.name)
  );
}
