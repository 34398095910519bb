import { parseOpeningHours, type OpeningHours } from '../../src/calendar/opening-hours.ts';
import { fullTimeContract, type Agent } from '../../src/scheduling/agent.ts';

/** Opening hours, or a test that says why not. */
export function hours(text: string): OpeningHours {
  const parsed = parseOpeningHours(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
}

/** A full-time agent of team t without wishes. */
export function agent(name: string, more: Partial<Agent> = {}): Agent {
  return {
    name,
    team: 't',
    skills: [],
    contract: fullTimeContract,
    timeOff: [],
    preferences: {},
    fixedShifts: [],
    ...more,
  };
}
