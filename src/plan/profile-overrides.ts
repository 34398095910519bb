import type { ProfileOverride, ProfileOverrides } from '../campaigns/medium-profile.ts';
import type { ResponseCurve } from '../campaigns/response-curve.ts';
import type { WrittenCurve, WrittenMedium } from '../settings/schema.ts';
import type { Settings } from '../settings/settings.ts';

function curveOf(curve: WrittenCurve): ResponseCurve {
  switch (curve.shape) {
    case 'points':
      return { shape: 'points', points: curve.points };
    case 'weibull':
      return { shape: 'weibull', weibullShape: curve.weibull_shape, scaleSeconds: curve.scale };
    case 'log-normal':
      return { shape: 'log-normal', medianSeconds: curve.median, logSd: curve.log_sd };
    case 'decayed':
      return {
        shape: 'decayed',
        halfLifeSeconds: curve.half_life,
        lagSeconds: curve.lag,
        durationSeconds: curve.duration,
      };
    case 'delayed':
      return {
        shape: 'delayed',
        halfLifeSeconds: curve.half_life,
        lagSeconds: curve.lag,
        durationSeconds: curve.duration,
      };
    case 'step':
      return { shape: 'step', durationSeconds: curve.duration, lagSeconds: curve.lag };
    case 'pulse':
      return { shape: 'pulse', durationSeconds: curve.duration, lagSeconds: curve.lag };
    case 'flight':
      return { shape: 'flight' };
  }
}

function overrideOf(written: WrittenMedium): ProfileOverride {
  const { deadline_bump: bump, service_wave: wave, channels } = written;
  return {
    contactRate: written.contact_rate,
    contactRateLow: written.contact_rate_low,
    contactRateHigh: written.contact_rate_high,
    curve: written.curve && curveOf(written.curve),
    clock: written.clock,
    channels: channels && Object.entries(channels).map(([channel, share]) => ({ channel, share })),
    whenClosed: written.when_closed,
    endMakesFlight: written.end_makes_flight,
    launchJitterSeconds: written.launch_jitter,
    handleTimeFactor: written.handle_time_factor,
    deadlineBump: bump && { share: bump.share, leadSeconds: bump.lead },
    serviceWave: wave && {
      contactsPerSale: wave.contacts_per_sale,
      lagSeconds: wave.lag,
      durationSeconds: wave.duration,
    },
  };
}

const mapped = (record: Readonly<Record<string, WrittenMedium>>): Readonly<Record<string, ProfileOverride>> =>
  Object.fromEntries(Object.entries(record).map(([name, written]) => [name, overrideOf(written)]));

/** What the settings say of media, types and campaigns, in the words of `campaigns/`. */
export function profileOverrides(settings: Settings): ProfileOverrides {
  return {
    media: mapped(settings.media),
    types: mapped(settings.types),
    campaigns: mapped(settings.campaigns),
  };
}
