import type { Campaign } from '../campaigns/campaign.ts';
import type { DayNumber } from '../calendar/local-date.ts';
import type { IntervalGrid } from '../calendar/interval-grid.ts';
import type { Settings } from '../settings/settings.ts';
import type { Roster } from '../scheduling/roster.ts';
import type { ServedRound } from '../scheduling/schedule-until-served.ts';
import type { ShiftPlan } from '../scheduling/shift-plan.ts';
import type { SurgePlan } from '../scheduling/surge-actions.ts';
import type { IntervalEconomics } from '../staffing/economics.ts';
import type { PooledDemand } from '../staffing/pooled-demand.ts';
import type { DeliveredService, StaffingPercentile, TeamRequirement } from '../staffing/team-staffing.ts';

export type { DeliveredService, DeliveredTotals } from '../staffing/team-staffing.ts';
export type { PlannedShift, ShiftPlan } from '../scheduling/shift-plan.ts';
export type { Roster, RosterAssignment } from '../scheduling/roster.ts';
export type { SurgeAction, SurgeActionKind, SurgePlan } from '../scheduling/surge-actions.ts';

/** The forecast of one channel. Arrays are indexed as the grid's intervals. */
export interface ChannelPlan {
  readonly channel: string;
  readonly team: string | undefined;
  readonly baselineContacts: Float64Array;
  readonly campaignContacts: Float64Array;
  /** baselineContacts + campaignContacts */
  readonly expectedContacts: Float64Array;
  readonly lower80: Float64Array;
  readonly upper80: Float64Array;
  readonly lower95: Float64Array;
  readonly upper95: Float64Array;
  readonly averageHandleTimeSeconds: Float64Array;
  /** Where the handle time comes from. */
  readonly handleTimeSource: 'settings' | 'history' | 'default';
  /** 1 where the channel takes contacts. */
  readonly open: Uint8Array;
  readonly model: string;
  /** Totals by day, with intervals in which the day's common error is counted once. */
  readonly dayTotals: readonly DayTotal[];
}

/** A channel's contacts of one day. */
export interface DayTotal {
  readonly day: DayNumber;
  readonly expectedContacts: number;
  readonly campaignContacts: number;
  readonly lower80: number;
  readonly upper80: number;
  readonly lower95: number;
  readonly upper95: number;
}

/** Whether a campaign lies behind, in, or after the horizon. */
export type CampaignPhase = 'past' | 'in-horizon' | 'later' | 'cancelled';

/** Where a campaign's size comes from. */
export type SizeSource = 'calendar' | 'track-record' | 'learnt' | 'default' | 'uplift' | 'none';

/** What one campaign is expected to do. */
export interface CampaignPlan {
  readonly campaign: Campaign;
  readonly phase: CampaignPhase;
  readonly sizeSource: SizeSource;
  /** How the size was come by, in words, with its range: “learnt from 6 own campaigns”. */
  readonly sizeReason: string;
  /** Contacts per person reached, with an 80 % interval; undefined when the size is not a rate. */
  readonly contactRate:
    { readonly mean: number; readonly lower80: number; readonly upper80: number } | undefined;
  /** All contacts the campaign brings, whenever they come; 80 % interval. */
  readonly totalContacts: number;
  readonly totalContactsLower80: number;
  readonly totalContactsUpper80: number;
  /** Of them, those in the horizon, by channel and grid interval. */
  readonly contactsByChannel: ReadonlyMap<string, Float64Array>;
  readonly horizonContacts: number;
  /** Contacts that arrive while their channel is closed and are lost with it, or carried to the next opening. */
  readonly lostWhileClosedContacts: number;
  readonly carriedContacts: number;
  /** The interval with most of its contacts, all channels together. */
  readonly peak: { readonly interval: number; readonly contacts: number } | undefined;
  /** Agents on the channel that the campaign adds at its worst interval, by team. */
  readonly extraAgents: readonly {
    readonly team: string;
    readonly interval: number;
    readonly agents: number;
    readonly agentHours: number;
  }[];
  /** Handle time of its contacts over the channel's own. */
  readonly handleTimeFactor: number;
}

/** One team: what it needs, what it has, what callers meet. */
export interface TeamPlan {
  readonly team: string;
  readonly channels: readonly string[];
  readonly liveChannels: readonly string[];
  readonly requirement: TeamRequirement;
  /** The same without campaigns: what would be staffed had nobody known. */
  readonly unawareRequirement: TeamRequirement;
  readonly staffing: StaffingPercentile;
  /** Paid agents there are, by interval; undefined when the settings do not say. */
  readonly availableAgents: Float64Array | undefined;
  /** Of the team's strictest live channel; undefined for a team with deferred work only. */
  readonly target:
    { readonly serviceLevelFraction: number; readonly answerThresholdSeconds: number } | undefined;
  readonly patienceSeconds: number | undefined;
  readonly patienceSource: 'settings' | 'history' | 'default';
  readonly required: DeliveredService;
  readonly available: DeliveredService | undefined;
  readonly unaware: DeliveredService;
  /** The live channels as one queue; undefined for a team with deferred work only. */
  readonly demand: PooledDemand | undefined;
  /** Where cost_per_hour and revenue_per_contact are known, by interval; undefined otherwise, and while closed. */
  readonly economics: readonly (IntervalEconomics | undefined)[] | undefined;
  readonly shifts: ShiftPlan | undefined;
  /** What callers meet with the agents of the shifts. */
  readonly scheduled: DeliveredService | undefined;
  /** The shifts with names on them, where the agents are named. */
  readonly roster: Roster | undefined;
  /** How the shifts came about; undefined where there are none. */
  readonly scheduling: SchedulingFacts | undefined;
  /** What can be done, before anybody is hired, about agents missing from the shifts, or without shifts from the agents there are. */
  readonly surgeActions: SurgePlan | undefined;
  readonly costPerHour: number | undefined;
}

/** How a team’s shifts came about. */
export interface SchedulingFacts {
  /** By shift patterns with as many people as it takes, by weekly contracts, or by named agents. */
  readonly by: 'patterns' | 'contracts' | 'agents';
  /** Paid agents in their shift and not on a break that the shifts had to cover: the requirement after this shrinkage. */
  readonly coverShrinkageFraction: number;
  /** Paid agents that had to be covered, by interval. */
  readonly agentsToCover: Float64Array;
  /** Whether every interval, every day or the whole horizon meets the target. */
  readonly serviceLevelPer: 'interval' | 'day' | 'week';
  /** People by contract; empty for shift patterns. */
  readonly headCount: readonly { readonly contract: string; readonly agents: number }[];
  /** Rounds of planning and checking with the time-dependent queue. */
  readonly rounds: readonly ServedRound[];
  /** Intervals that the requirement serves in time and the shifts do not. */
  readonly missedIntervals: readonly number[];
}

/** What the history of a channel holds and what was found in it. */
export interface ChannelHistorySummary {
  readonly channel: string;
  readonly firstDay: DayNumber;
  readonly lastDay: DayNumber;
  readonly observedDays: number;
  readonly contacts: number;
  readonly intervalSeconds: number;
  readonly anomalies: readonly {
    readonly kind: 'outage' | 'spike' | 'gap' | 'level-shift' | 'imputed';
    readonly day: DayNumber;
    readonly secondOfDay: number | undefined;
    readonly observed: number | undefined;
    readonly expected: number | undefined;
  }[];
  /** Back-tested accuracy of the baseline, where history is long enough. */
  readonly accuracy:
    | {
        readonly wape: number;
        readonly bias: number;
        readonly weeks: number;
      }
    | undefined;
  /** WAPE of the last four weeks over that of the weeks before, signed bias of the last four: drift shows here. */
  readonly recentBias: number | undefined;
}

/** Something that was assumed or repaired and is said aloud. */
export interface PlanNote {
  readonly topic: 'history' | 'calendar' | 'forecast' | 'campaigns' | 'staffing' | 'scheduling' | 'settings';
  readonly message: string;
}

/** The whole computation. Every number that any report prints is here. */
export interface Plan {
  readonly asOf: DayNumber;
  readonly grid: IntervalGrid;
  readonly settings: Settings;
  readonly history: readonly ChannelHistorySummary[];
  readonly channels: readonly ChannelPlan[];
  readonly teams: readonly TeamPlan[];
  /** Every row of the calendar, in its order. */
  readonly campaigns: readonly CampaignPlan[];
  readonly notes: readonly PlanNote[];
}
