import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/plan/plan.ts';
import { visibleLength } from '../../src/report/layout.ts';
import { formatSchedule } from '../../src/report/schedule-human.ts';
import { plainStyle } from '../../src/report/style.ts';
import { day, intervalAt, planned, planOf } from '../checks/plan-builder.ts';
import { rosterOf, shiftOf, surgeOf, withSchedule } from './hand-made-schedule.ts';

const context = { style: plainStyle, width: 80, verbose: false };

/** The report, with the promises that every one keeps: at most as wide as the terminal, no colour codes, nothing undefined. */
function report(plan: Plan, verbose = false, width = 80): string {
  const text = formatSchedule(plan, { ...context, verbose, width });
  for (const line of text.split('\n')) expect(visibleLength(line), line).toBeLessThanOrEqual(width);
  expect(text).not.toContain('\u001B');
  expect(text).not.toMatch(/NaN|undefined|Infinity/);
  return text;
}

function section(text: string, title: string): string {
  const from = text.indexOf(`\n${title}`);
  const to = text.indexOf('\n\n', from + 2);
  return from < 0 ? '' : text.slice(from + 1, to < 0 ? undefined : to);
}

/** Tuesday from eight to eight: twelve agents needed, eight more between six and seven in the evening. */
function tuesday(days = 2): Plan {
  return planOf([planned({}, { contacts: [30, 20], channel: 'phone' })], { days });
}

function surging(plan: Plan, needs = 12): Plan {
  const evening = intervalAt(plan, '2026-11-24T18:00');
  const isOpen = (i: number): boolean => plan.teams[0]?.requirement.open[i] === 1;
  return withSchedule(plan, 'voice', {
    shifts: ['2026-11-23', '2026-11-24'].flatMap((date) => [
      shiftOf(plan, { day: date, from: 8, to: 16, agents: 12 }),
      shiftOf(plan, { day: date, from: 16, to: 20, agents: 12, pattern: 'late' }),
    ]),
    needed: (i) => (isOpen(i) ? (i === evening ? 24 : needs) : 0),
    serviceLevel: (i) => (i === evening ? 0.55 : 0.9),
    facts: {
      by: 'contracts',
      headCount: [{ contract: 'full time', agents: 30 }],
      missedIntervals: [evening],
    },
  });
}

describe('the head of a schedule', () => {
  it('says centre, days, zone, what the shifts were planned for, and the gap', () => {
    const text = report(surging(tuesday()));
    expect(text).toMatch(
      /^shifts for Mon 23 Nov to Tue 24 Nov 2026\nas of Mon 23 Nov 2026 · America\/New_York · 60-minute intervals · 1 campaign\n/,
    );
    expect(text.replaceAll(/\n {2,}/g, ' ')).toContain(
      'voice  80 % in 20 s in every interval · mean handle time 5m · breaks and lunch are in the shifts, 21 % more shrinkage is added on top · HiGHS, gap 1.0 %',
    );
    expect(text).not.toMatch(/nodes|optimal|seconds/);
  });

  it('puts the service level as scheduled beside the one as required, and names the worst interval', () => {
    const summary = section(report(surging(tuesday())), 'SUMMARY');
    expect(summary).toMatch(/in time {2}at need/);
    expect(summary).toMatch(/voice +300 +288 +288 +USD 8,064 +12 +0 +83 % +100 %/);
    expect(summary).toContain('48 shifts for 30 people (30 × full time)');
    expect(summary.replaceAll(/\s+/g, ' ')).toContain('worst Tue 24 Nov 18:00, 55 % in time');
  });

  it('leaves money out where an hour has no price', () => {
    const settings =
      'timezone: America/New_York\ninterval: 60m\nchannels: { phone: { team: voice } }\nteams: { voice: { hours: 24x7 } }\n';
    const plan = planOf([], { days: 1, settings });
    const text = report(
      withSchedule(plan, 'voice', {
        shifts: [shiftOf(plan, { day: '2026-11-23', from: 0, to: 24, agents: 2 })],
        needed: () => 2,
        surge: surgeOf(plan, {
          missing: { 3: 2 },
          actions: [
            {
              kind: 'overtime',
              day: day('2026-11-23'),
              firstInterval: 3,
              endInterval: 4,
              agents: 2,
              hours: 2,
              cost: 3,
            },
          ],
        }),
      }),
    );
    expect(text).not.toMatch(/cost|USD|EUR/);
    expect(text).toContain('→ 2 agents 1 h overtime each\n');
  });
});

describe('where a schedule falls short', () => {
  it('says how many agents are short and how many contacts are in time, also when nobody asked what can be done', () => {
    const text = section(report(surging(tuesday())), 'WHERE');
    expect(text).toContain('Tue 24 Nov 18:00–19:00: 12 agents short, 55 % in time');
    expect(text).toContain('1 interval still under the target');
    expect(text).not.toContain('→');
  });

  it('puts the cheapest fix below, cheapest first, with what remains and the total', () => {
    const plan = tuesday();
    const evening = intervalAt(plan, '2026-11-24T18:00');
    const action = { day: day('2026-11-24'), firstInterval: evening, endInterval: evening + 1 };
    const surge = surgeOf(plan, {
      missing: { [evening]: 12 },
      uncovered: { [evening]: 2 },
      actions: [
        { ...action, kind: 'overtime', agents: 2, hours: 2, cost: 84 },
        { ...action, kind: 'move-breaks', agents: 3, hours: 3, cost: 0 },
        { ...action, kind: 'lend', team: 'digital', agents: 4, hours: 4, cost: 0 },
        { ...action, kind: 'split-shift', agents: 1, hours: 1, cost: 60 },
        {
          ...action,
          kind: 'voluntary-time-off',
          day: day('2026-11-23'),
          firstInterval: 13,
          endInterval: 17,
          agents: 6,
          hours: 24,
          cost: -610,
        },
      ],
    });
    const scheduled = surging(plan);
    const teams = scheduled.teams.map((team) =>
      team.team === 'voice' ? { ...team, surgeActions: surge } : team,
    );
    const text = section(report({ ...scheduled, teams }), 'WHERE').replaceAll(/\n {8,}/g, ' ');
    expect(text).toContain('voice: 10 agent-hours can be covered for USD 144, 2 h remain uncovered');
    expect(text).toContain(
      '→ 3 breaks moved (free), 4 lent by digital (free), 2 agents 1 h overtime each (USD 84), 1 agent back for a second part of 1 h (USD 60); up to 2 agents still short',
    );
    expect(text).toContain('Mon 23 Nov 13:00–17:00: 6 could go home, saves USD 610');
  });

  it('merges neighbouring intervals and counts an action that helps two stretches once', () => {
    const plan = tuesday();
    const first = intervalAt(plan, '2026-11-24T10:00');
    const surge = surgeOf(plan, {
      missing: { [first]: 2, [first + 1]: 3, [first + 2]: 9 },
      uncovered: { [first + 2]: 8 },
      actions: [
        {
          kind: 'overtime',
          day: day('2026-11-24'),
          firstInterval: first,
          endInterval: first + 3,
          agents: 1,
          hours: 3,
          cost: 126,
        },
      ],
    });
    const text = section(
      report(withSchedule(plan, 'voice', { shifts: [], needed: () => 0, facts: { by: 'agents' }, surge })),
      'WHERE',
    );
    expect(text).toContain('Tue 24 Nov 10:00–12:00: 2–3 agents short\n      → the same as 12:00–13:00');
    expect(text).toContain(
      'Tue 24 Nov 12:00–13:00: 9 agents short\n      → 1 agent 3 h overtime (USD 126); up to 8 agents still short',
    );
    expect(text.match(/USD 126/g)).toHaveLength(2);
  });

  it('says that it is the agents there are who fall short, where shifts take as many as they need', () => {
    const plan = tuesday();
    const surge = surgeOf(plan, { missing: { 10: 4 }, uncovered: { 10: 4 }, actions: [] });
    const text = section(
      report(
        withSchedule(plan, 'voice', {
          shifts: [shiftOf(plan, { day: '2026-11-23', from: 8, to: 20, agents: 12 })],
          needed: (i) => (i === 10 ? 14 : 0),
          surge,
          serviceLevel: () => 0.9,
        }),
      ),
      'WHERE',
    ).replaceAll(/\n {6,}/g, ' ');
    expect(text).toContain('voice\n    Mon 23 Nov 10:00–11:00: 2 agents short, 90 % in time');
    expect(text).toContain(
      'the agents there are, not the shifts, fall short: nothing can be done in time about 4 agent-hours',
    );
    expect(text).toContain('Mon 23 Nov 10:00–11:00: 4 agents short, 95 % in time');
  });

  it('says that all is covered in one line', () => {
    const plan = planOf([], { days: 1 });
    const text = report(
      withSchedule(plan, 'voice', {
        shifts: [shiftOf(plan, { day: '2026-11-23', from: 8, to: 20, agents: 3 })],
        needed: (i) => (plan.teams[0]?.requirement.open[i] === 1 ? 3 : 0),
      }),
    );
    expect(section(text, 'WHERE')).toBe('WHERE IT FALLS SHORT\n  ok  voice: everything required is covered.');
    expect(text).not.toContain('ROSTER');
  });

  it('groups shifts without a name and says in words what keeps people from them', () => {
    const plan = planOf([], { days: 1 });
    const open = shiftOf(plan, { day: '2026-11-23', from: 15, to: 19 });
    const reasons = [
      { reason: 'already-working', agents: 54 },
      { reason: 'not-available', agents: 7 },
      { reason: 'days-in-a-row', agents: 1 },
    ] as const;
    const roster = rosterOf(
      [{ agent: 'Ann', shift: shiftOf(plan, { day: '2026-11-23', from: 8, to: 16 }) }],
      {
        unfilled: Array.from({ length: 42 }, () => ({ shift: open, reasons })),
      },
    );
    const [ann] = roster.agents;
    const agents = ann === undefined ? [] : [{ ...ann, missingSeconds: 28_800 }];
    const text = report(
      withSchedule(plan, 'voice', { shifts: [open], needed: () => 0, roster: { ...roster, agents } }),
    );
    const where = section(text, 'WHERE').replaceAll(/\n {6,}/g, ' ');
    expect(where).toContain(
      'Mon 23 Nov 15:00–19:00: nobody for 42 shifts (54 already at work, 7 not available, 1 after six days in a row)',
    );
    expect(where).toContain('1 person is below contract by 8 h, paid all the same: Ann 8 h');
    expect(text).not.toMatch(/already-working|days-in-a-row/);
  });

  it('tells of the rounds of the check', () => {
    const plan = planOf([], { days: 1 });
    const round = { missed: [], paidHours: 8, cost: 8, raisedAgentHours: 0 };
    const text = report(
      withSchedule(plan, 'voice', {
        shifts: [shiftOf(plan, { day: '2026-11-23', from: 8, to: 16 })],
        needed: () => 0,
        facts: { rounds: [round, { ...round, raisedAgentHours: 3 }] },
      }),
    );
    expect(section(text, 'WHERE').replaceAll(/\s+/g, ' ')).toContain(
      'planned 2 times, raised by up to 3 agent-hours',
    );
  });
});

describe('the days of a schedule', () => {
  it('aligns needed and on shift under the hours and marks what is short and what campaigns bring', () => {
    const text = report(surging(tuesday()));
    const lines = text.slice(text.indexOf('  Tue 24 Nov\n')).split('\n');
    expect(lines[1]).toBe('               09 12 15 18');
    expect(lines[2]).toBe('    needed    ▄▄▄▄▄▄▄▄▄▄█▄ up to 24');
    expect(lines[3]).toBe('    on shift  ▄▄▄▄▄▄▄▄▄▄▄▄ up to 12');
    expect(lines[4]).toBe('    too few             !');
    expect(lines[5]).toBe('    campaign    **');
  });

  it('puts shifts together that differ in their breaks only, and shows eight kinds', () => {
    const plan = planOf([], { days: 2 });
    const breaks = [10, 10.25, 10.5].map((pause) =>
      shiftOf(plan, { day: '2026-11-23', from: 8, to: 16, break: pause, lunch: 12, agents: 2 }),
    );
    const others = Array.from({ length: 9 }, (_, i) =>
      shiftOf(plan, {
        day: '2026-11-23',
        from: 9 + i / 4,
        to: 13 + i / 4,
        pattern: 'a pattern with a very long name',
      }),
    );
    const scheduled = withSchedule(plan, 'voice', { shifts: [...breaks, ...others], needed: () => 0 });
    const text = report(scheduled);
    expect(text).toMatch(/6× {2}08:00–16:00 {2}full +break 10:00…10:30, lunch 12:00/);
    expect(text).toContain('… and 2 more (-v shows all)');
    const all = report(scheduled, true);
    expect(all).toMatch(/2× {2}08:00–16:00 {2}full +break 10:15, lunch 12:00/);
    expect(all).not.toContain('more (-v');
  });

  it('shows every interval and a bar a shift for one day, and with -v', () => {
    const plan = surging(tuesday());
    expect(report(plan)).not.toContain('busy');
    const text = report(plan, true);
    expect(text).toMatch(/from +contacts +needed +on shift +net +in time +busy +\* campaign/);
    expect(text).toMatch(/18:00 +80 +24 +12 +-12! +55 % +70 % +█+\n/);
    expect(text).toMatch(/10:00 +110 +12 +12 +0 +90 % +70 % +█+ \*\n/);
    expect(text).toMatch(/12× 08:00 +█{32}\n/);
  });

  it('shows night shifts on the day they start, running on past midnight', () => {
    const settings =
      'timezone: America/New_York\ninterval: 60m\nchannels: { phone: { team: voice } }\nteams: { voice: { hours: 24x7 } }\n';
    const plan = planOf([], { days: 2, settings });
    const nights = ['2026-11-23', '2026-11-24'].map((date) =>
      shiftOf(plan, { day: date, from: 22, to: 30.5, lunch: 26, agents: 2, pattern: 'night' }),
    );
    const text = report(withSchedule(plan, 'voice', { shifts: nights, needed: () => 0 }), true);
    expect(text.match(/2× {2}22:00–06:30 {2}night {2}lunch 02:00/g)).toHaveLength(2);
    expect(text).toContain('22  23  00  01  02  03  04  05  06');
    expect(text).toContain(`2× 22:00       ${'█'.repeat(16)}▁▁${'█'.repeat(16)}\n`);
  });

  it.each([
    ['2026-11-01', 25],
    ['2026-03-08', 23],
  ])('counts the hours of the day clocks change on, %s', (date, hours) => {
    const settings =
      'timezone: America/New_York\ninterval: 60m\nchannels: { phone: { team: voice } }\nteams: { voice: { hours: 24x7 } }\n';
    const plan = planOf([], { asOf: date, days: 1, settings });
    const shift = shiftOf(plan, { day: date, from: 0, to: 24, agents: 2 });
    expect(shift.paidSeconds).toBe(hours * 3600);
    const text = report(withSchedule(plan, 'voice', { shifts: [shift], needed: () => 2 }));
    expect(text).toContain(`needed    ${'█'.repeat(hours)} up to 2`);
    expect(text).toContain('ok  voice');
    expect(text).toMatch(new RegExp(`2× 00:00 +█{${2 * hours}}\n`));
  });
});

describe('the roster of a schedule', () => {
  function rostered(days: number): Plan {
    const plan = planOf([], { days });
    const names = ['Ann', 'Maximiliane von und zu Hohenstein', 'Cem'];
    const named = names.flatMap((agent, number) =>
      Array.from({ length: days }, (_, offset) => {
        const date = new Date(Date.UTC(2026, 10, 23 + offset)).toISOString().slice(0, 10);
        const shift = shiftOf(plan, { day: date, from: 9.75 + number, to: 18.25 + number, lunch: 13 });
        return {
          agent,
          shift,
          ...(number === 2 && offset === 0 ? { lent: true as const, fixed: true as const } : {}),
        };
      }),
    );
    return withSchedule(plan, 'voice', {
      shifts: named.map(({ shift }) => shift),
      needed: () => 0,
      roster: rosterOf(named),
    });
  }

  it('has agents as rows and a week across, with paid hours, weekends and lates', () => {
    const text = section(report(rostered(7)), 'ROSTER').replaceAll(/promised\s+before/g, 'promised before');
    expect(text).toMatch(/agent +Mon 23 +Tue 24 +Wed 25 +Thu 26/);
    expect(text).toMatch(/Ann +9¾–18¼ +.* 56 h +0\/1/);
    expect(text).toMatch(/Cem +11¾–20¼>=/);
    expect(text).toContain('> lent by another team, = promised before');
    expect(text).toContain('Maximil');
  });

  it('writes a block a week, and legends only of signs that are used', () => {
    const plan = rostered(10);
    const text = report(plan);
    expect(text).toMatch(/agent +Mon 30 +Tue 1 +Wed 2 +paid/);
    const nobody = plan.teams.map((team) => ({
      ...team,
      roster: team.roster && {
        ...team.roster,
        assignments: team.roster.assignments.map((one) => ({ ...one, lent: false, fixed: false })),
      },
    }));
    expect(report({ ...plan, teams: nobody })).not.toMatch(/lent by|promised before/);
  });

  it('lists people without a shift', () => {
    const plan = rostered(2);
    const teams = plan.teams.map((team) => {
      const [first] = team.roster?.agents ?? [];
      if (team.roster === undefined || first === undefined) return team;
      const idle = { ...first, agent: 'Zoe', days: 0, paidSeconds: 0 };
      return { ...team, roster: { ...team.roster, agents: [...team.roster.agents, idle] } };
    });
    expect(report({ ...plan, teams })).toContain('without a shift: Zoe');
  });

  it.each([60, 80, 120])('keeps to %i columns', (width) => {
    for (const verbose of [false, true]) {
      report(rostered(10), verbose, width);
      report(surging(tuesday(), 1234), verbose, width);
    }
  });
});
