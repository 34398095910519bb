import { describe, expect, it } from 'vitest';
import { briefOfDay } from '../../src/plan/brief.ts';
import type { BriefContext } from '../../src/report/brief-context.ts';
import { formatBriefHtml } from '../../src/report/brief-html.ts';
import { formatBrief } from '../../src/report/brief-human.ts';
import { formatBriefMarkdown } from '../../src/report/brief-markdown.ts';
import { visibleLength } from '../../src/report/layout.ts';
import { plainStyle } from '../../src/report/style.ts';
import { campaign, day, moment, planned, planOf } from '../checks/plan-builder.ts';
import { nasty } from './findings-samples.ts';

const { offer } = campaign();
const plan = planOf([
  planned(
    {
      id: 'mail',
      name: 'Vacuum sale',
      offer: { ...offer, offerCode: 'VAC99', offerExpires: moment('2026-11-30T18:00') },
    },
    { contacts: [30, 20, 10] },
  ),
  planned(
    {
      id: 'spot',
      name: nasty,
      start: moment('2026-11-24T18:00'),
      support: { briefing: nasty },
      offer: { offer: nasty },
    },
    { contacts: [50, 20] },
  ),
  planned({ id: 'soon', name: nasty, start: moment('2026-11-26T09:00') }),
]);
const brief = briefOfDay(plan, { day: day('2026-11-24') });
const quiet = briefOfDay(planOf(), { day: day('2026-11-24') });
const context: BriefContext = {
  timeZone: plan.grid.timeZone,
  name: 'Fluggerbot & Co.',
  style: plainStyle,
  width: 80,
};
const renderers = { human: formatBrief, markdown: formatBriefMarkdown, html: formatBriefHtml } as const;

describe.each(Object.entries(renderers))('a brief in %s', (_, render) => {
  it('has the facts that agents need, and what is missing', () => {
    const text = render(brief, context);
    for (const part of [
      'Tue 24 Nov 2026',
      'Vacuum sale',
      'VAC99',
      'Offer sheet 12',
      'Extend by two days',
      'option 3',
      'Mon 30 Nov 18:00',
      'MISSING: ask marketing',
      'Thu 26 Nov 09:00',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('says that nothing is live', () => {
    expect(render(quiet, context)).toContain('No campaign is live today.');
  });
});

describe('a brief', () => {
  it('keeps to the width of the terminal', () => {
    for (const line of formatBrief(brief, context).split('\n'))
      expect(visibleLength(line)).toBeLessThanOrEqual(80);
  });

  it('lets no text of the calendar become markup', () => {
    const html = formatBriefHtml(brief, context);
    expect(
      html.replaceAll(
        /<\/?(?:!doctype html|html|head|meta|title|style|body|h[1-3]|section|dl|dt|dd|div|span|ul|li|p)(?:\s[a-z-]+="[^"<>]*"|\slang="en")*>/g,
        '',
      ),
    ).not.toMatch(/[<>]/);
    expect(html).toContain('&lt;b&gt;');
    expect(formatBriefMarkdown(brief, context)).not.toMatch(/(?<!\\)<b>/);
  });

  it('draws hours in proportion', () => {
    const heights = [
      ...formatBriefHtml(brief, context).matchAll(
        /<div style="height:(\d+)%" title="(\d\d):00: \d+ contacts">/g,
      ),
    ].map((match) => [match[2], match[1]]);
    expect(heights).toEqual(
      expect.arrayContaining([
        ['10', '100'],
        ['11', '67'],
        ['12', '33'],
      ]),
    );
  });
});
