import { friendlyMoment } from '../calendar/friendly-time.ts';
import type { Brief, CampaignBrief } from '../plan/brief.ts';
import { briefFacts, briefTitle, missingText, quietText, type BriefContext } from './brief-context.ts';
import { formatCount } from './layout.ts';

/** Text as it stands in HTML, in attributes too. @example escapeHtml('a < "b"') // => 'a &lt; &quot;b&quot;' */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const css = `
body{font:16px/1.45 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-top:2px solid #ddd;padding-top:1rem}
dl{display:grid;grid-template-columns:9rem 1fr;gap:.25rem 1rem;margin:0}dt{color:#595959}dd{margin:0}
.missing{color:#a40000;font-weight:600}.new{font-size:.8rem;background:#0b57d0;color:#fff;border-radius:.25rem;padding:.1rem .4rem}
.hours{display:flex;align-items:flex-end;gap:2px;height:4.5rem;margin:.75rem 0 1.5rem}
.hours div{flex:1;background:#8ab4f8;min-height:1px;position:relative}.hours span{position:absolute;top:100%;left:0;right:0;text-align:center;font-size:.7rem;color:#595959}
@media print{body{margin:0}h2{break-after:avoid}}
`;

const said = (value: string | undefined): string =>
  value === undefined ? `<span class="missing">${missingText}</span>` : escapeHtml(value);

function hourBars({ byHour }: CampaignBrief): string[] {
  const most = Math.max(0, ...byHour.map(({ contacts }) => contacts));
  if (most < 0.5) return [];
  const bars = byHour.map(({ hour, contacts }) => {
    const label = `${String(hour).padStart(2, '0')}:00`;
    const height = Math.max(1, Math.round((contacts / most) * 100));
    return `<div style="height:${height}%" title="${label}: ${formatCount(contacts)} contacts"><span>${String(hour).padStart(2, '0')}</span></div>`;
  });
  return [
    `<div class="hours" role="img" aria-label="contacts by hour, most ${formatCount(most)}">${bars.join('')}</div>`,
  ];
}

function campaignHtml(brief: CampaignBrief, context: BriefContext): string[] {
  const { campaign, questions, startsToday } = brief;
  return [
    '<section>',
    `<h2>${escapeHtml(campaign.name)}${startsToday ? ' <span class="new">starts today</span>' : ''}</h2>`,
    '<dl>',
    ...briefFacts(brief, context).map(({ label, value }) => `<dt>${label}</dt><dd>${said(value)}</dd>`),
    '</dl>',
    ...hourBars(brief),
    '<h3>They will ask</h3>',
    '<dl>',
    ...questions.map(({ question, answer }) => `<dt>${escapeHtml(question)}</dt><dd>${said(answer)}</dd>`),
    '</dl>',
    '</section>',
  ];
}

/** A brief as one HTML page that needs nothing else, to be printed or put on a wallboard. */
export function formatBriefHtml(brief: Brief, context: BriefContext): string {
  const title = escapeHtml(briefTitle(brief, context));
  const next = brief.next.map(
    ({ name, start }) => `<li>${friendlyMoment(start.instant, context.timeZone)}: ${escapeHtml(name)}</li>`,
  );
  const lines = [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title>`,
    `<style>${css}</style>`,
    '</head>',
    '<body>',
    `<h1>${title}</h1>`,
    ...(brief.campaigns.length === 0
      ? [`<p>${quietText}</p>`]
      : brief.campaigns.flatMap((campaign) => campaignHtml(campaign, context))),
    ...(next.length === 0 ? [] : ['<h2>Next</h2>', '<ul>', ...next, '</ul>']),
    '</body>',
    '</html>',
  ];
  return `${lines.join('\n')}\n`;
}
