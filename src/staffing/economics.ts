import { erlangA } from '../queueing/erlang-a.ts';

/** What an interval of one team costs and earns. Money in the plan’s currency. */
export interface IntervalEconomics {
  /** Agents on the channel at which revenue less wages is largest. */
  readonly marginAgents: number;
  /** Revenue less wages in the interval with them. */
  readonly margin: number;
  /** What one agent more than required would bring in the interval, wages taken off; negative where he costs more than he saves. */
  readonly valueOfOneMoreAgent: number;
}

interface IntervalQuestion {
  readonly contacts: number;
  readonly averageHandleTimeSeconds: number;
  readonly patienceSeconds: number;
  readonly intervalSeconds: number;
  readonly slotsPerAgent: number;
  readonly shrinkageFraction: number;
  readonly costPerHour: number;
  readonly revenuePerContact: number;
  readonly requiredAgents: number;
}

/** Revenue of the contacts answered less the wages of the agents paid for, by Erlang A. */
function marginOf(question: IntervalQuestion, agents: number): number {
  const { contacts, averageHandleTimeSeconds, patienceSeconds, intervalSeconds, slotsPerAgent } = question;
  const wages = ((agents / (1 - question.shrinkageFraction)) * question.costPerHour * intervalSeconds) / 3600;
  const offeredLoad = (contacts * averageHandleTimeSeconds) / intervalSeconds;
  if (offeredLoad === 0) return -wages;
  const { abandonmentFraction } = erlangA({
    offeredLoad,
    agents: agents * slotsPerAgent,
    averageHandleTimeSeconds,
    patienceSeconds,
  });
  return question.revenuePerContact * contacts * (1 - abandonmentFraction) - wages;
}

/**
 * The staffing that earns most, beside the one that meets the target: the agents n at which
 *
 *     margin(n) = revenue per contact × contacts × (1 − P(abandon)) − n / (1 − shrinkage) × cost per hour × hours
 *
 * is largest. Answered contacts are concave in n, so the first n whose next agent does not pay for himself is the best. Erlang A in a
 * steady state; contacts that are lost are taken to be lost for good, and those that wait to be worth as much as any.
 */
export function intervalEconomics(question: IntervalQuestion): IntervalEconomics {
  let agents = 0;
  let margin = marginOf(question, 0);
  const most =
    Math.ceil((question.contacts * question.averageHandleTimeSeconds) / question.intervalSeconds) * 3 + 10;
  while (agents < most) {
    const next = marginOf(question, agents + 1);
    if (next <= margin) break;
    agents += 1;
    margin = next;
  }
  const { requiredAgents } = question;
  return {
    marginAgents: agents,
    margin,
    valueOfOneMoreAgent: marginOf(question, requiredAgents + 1) - marginOf(question, requiredAgents),
  };
}
