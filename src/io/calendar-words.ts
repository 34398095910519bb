import { words } from './comma-words.ts';
import { knownCampaignTypes, type CampaignStatus } from '../campaigns/campaign.ts';
import { plainHeader } from './header-words.ts';

/** Medium → how people write it, without case and signs. */
export const mediumWords: Readonly<Record<string, readonly string[]>> = {
  email: words(`email, emails, mailing, newsletter, emailnewsletter, edm, emailcampaign, emailmarketing,
      emailblast, emarketing, crmemail, regular`),
  sms: words('sms, text, texts, textmessage, smstext, mms, rcs, textmessaging'),
  push: words(`push, pushnotification, pushnotifications, apppush, mobilepush, webpush, inapp,
      inappmessage`),
  'direct-mail': words(`directmail, dm, mail, post, letter, letters, postcard, postcards, catalog, catalogue,
      flyer, leaflet, mailer, postalmail, doordrop, statementinsert, billinsert`),
  tv: words(`tv, television, tvspot, tvad, tvadvert, tvcommercial, drtv, ctv, connectedtv, lineartv,
      cable, broadcast, tvc, ott`),
  radio: words('radio, radiospot, radioad, audio, podcast, streamingaudio'),
  'paid-search':
    words(`paidsearch, ppc, sem, sea, search, searchads, adwords, googleads, googlesearch, bingads,
      microsoftads, cpc, clicktocallads, clicktocall, callads, callonly, callonlyads,
      performancemax`),
  display: words(`display, displayads, banner, banners, programmatic, onlineads, gdn, retargeting,
      remarketing, video, onlinevideo, youtube, youtubeads, native, demandgen`),
  social: words(`social, socialmedia, paidsocial, organicsocial, socialpost, socialads, facebook, instagram,
      twitter, x, linkedin, tiktok, meta, metaads, facebookads, influencer, reddit, snapchat,
      pinterest`),
  web: words('web, website, site, landingpage, homepage, blog, online, webbanner, onsite, webpage'),
  press: words(`press, pr, pressrelease, newspaper, newspapers, print, printad, magazine, publicrelations,
      advertorial`),
  outdoor: words('outdoor, ooh, dooh, outofhome, billboard, billboards, poster, posters, transit'),
  event: words(`event, events, tradeshow, webinar, fair, conference, instore, roadshow, pointofsale,
      sponsorship`),
  other: words('other, misc, miscellaneous, various'),
};

/** Status → how calendars and marketing systems write it. */
export const statusWords: Readonly<Record<CampaignStatus, readonly string[]>> = {
  planned: words(`planned, draft, proposed, tentative, idea, notstarted, todo, pending, new, open,
      inplanning, planning, upcoming, save, backlog`),
  confirmed: words(`confirmed, scheduled, schedule, approved, booked, active, enabled, running, live,
      inprogress, ready, queued, eligible, sending, ongoing, launched`),
  sent: words('sent, completed, complete, done, finished, delivered, ended, past, aired, mailed, closed'),
  cancelled: words(`cancelled, canceled, paused, removed, archived, deleted, rejected, stopped, onhold,
      dropped, postponed, withdrawn`),
};

/** Campaign type → how people write it. */
export const typeWords: Readonly<Record<(typeof knownCampaignTypes)[number], readonly string[]>> = {
  promotion: words('promotion, promo, promotional, sale, sales, discount, offer, coupon, deal, specialoffer'),
  launch: words('launch, productlaunch, newproduct, release, rollout'),
  'price-change': words(
    'pricechange, priceincrease, pricedecrease, pricing, ratechange, feechange, tariffchange',
  ),
  loyalty: words('loyalty, points, rewards, loyaltyprogram, loyaltyprogramme, bonuspoints'),
  notice: words(`notice, servicenotice, information, notification, recall, policychange, outage,
      servicemessage, transactional`),
  other: words('other, misc, miscellaneous'),
};

/** Audience → how people write it; any other audience is a segment of its own. */
export const audienceWords: Readonly<Record<string, readonly string[]>> = {
  all: words('all, everyone, everybody, allcustomers, general, public'),
  'new-customers':
    words(`newcustomers, newcustomersonly, new, prospects, acquisition, newcustomer, noncustomers,
      newonly`),
  'existing-customers':
    words(`existingcustomers, existing, customers, currentcustomers, retention, existingcustomersonly,
      members, loyalcustomers`),
};

/**
 * The word of a vocabulary that a text means, or undefined.
 *
 * @example vocabularyWord('E-Mail', mediumWords) // => 'email'
 * @example vocabularyWord('Skywriting', mediumWords) // => undefined
 */
export function vocabularyWord(
  text: string,
  vocabulary: Readonly<Record<string, readonly string[]>>,
): string | undefined {
  const plain = plainHeader(text);
  return Object.keys(vocabulary).find(
    (word) => plainHeader(word) === plain || vocabulary[word]?.includes(plain) === true,
  );
}

/**
 * A text as an identifier: lower case, words joined by hyphens; undefined when nothing is left.
 *
 * @example slugOf('Fluggerbot — Launch!') // => 'fluggerbot-launch'
 */
export function slugOf(text: string): string | undefined {
  const slug = text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' ? undefined : slug;
}
