import type { DayNumber } from '../calendar/local-date.ts';
import type { SpecialDay } from '../calendar/special-days.ts';
import { InputError } from '../problems/input-error.ts';
import type { InputRecord } from '../report/json-envelope.ts';
import { readSettingsFile, type SettingsFile } from '../settings/read-settings.ts';
import type { WrittenSettings } from '../settings/schema.ts';
import type { Settings } from '../settings/settings.ts';
import type { PlaceOf } from '../settings/yaml-places.ts';
import { numberOption, textOption, type CommandContext } from './context.ts';
import { readText } from './host.ts';
import { locate } from './plan-files.ts';

/** The settings file as written, and its record; the defaults where there is none. @throws InputError */
export async function loadWritten(
  context: CommandContext,
): Promise<SettingsFile & { readonly record: InputRecord | undefined }> {
  const path = await locate(context, 'config', 'surgecast.yaml');
  if (path === undefined) return { ...readSettingsFile('surgecast.yaml', ''), record: undefined };
  const text = await readText(context.host, path);
  const hash = context.host.createHash();
  hash.update(text);
  const rows = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return { ...readSettingsFile(path, text), record: { path, rows, sha256: hash.hex() } };
}

/** Settings as written, with the options of the command line laid over them. */
export function withOptions(context: CommandContext, written: WrittenSettings): WrittenSettings {
  const interval = numberOption(context.options, 'interval');
  const model = textOption(context.options, 'model');
  const staffTo = context.options['staffTo'];
  const per = textOption(context.options, 'serviceLevelPer');
  return {
    ...written,
    ...(interval === undefined ? {} : { interval }),
    staffing: {
      ...written.staffing,
      ...(model === 'a' || model === 'c' ? { model } : {}),
      ...(staffTo === 'mean' || staffTo === 'recommended' || typeof staffTo === 'number'
        ? { staff_to: staffTo }
        : {}),
    },
    ...(per === 'interval' || per === 'day' || per === 'week'
      ? { scheduling: { ...written.scheduling, service_level_per: per } }
      : {}),
  };
}

/** Reads holidays of the list, and of a country when the settings name one. */
export async function withHolidays(
  settings: Settings,
  days: {
    readonly listed: readonly SpecialDay[];
    /** First day and the day after the last that anybody may ask for. */
    readonly range: readonly [DayNumber, DayNumber];
    readonly placeOf: PlaceOf;
  },
): Promise<Settings> {
  const { listed, range, placeOf } = days;
  const country = settings.holidayCountry;
  if (country === undefined) return { ...settings, specialDays: [...settings.specialDays, ...listed] };
  const { countryHolidays } = await import('../calendar/country-holidays.ts');
  const found = await countryHolidays(country, range[0], range[1]);
  if ('unknown' in found) {
    const hint =
      found.regions.length > 0
        ? `regions: ${found.regions.slice(0, 20).join(', ')}`
        : 'a two-letter country code, such as US or GB-ENG, or a list of dates';
    throw new InputError([
      {
        ...placeOf(['holidays']),
        message: `holidays: no holidays are known for "${found.unknown}"`,
        hint,
      },
    ]);
  }
  return { ...settings, specialDays: [...found, ...settings.specialDays, ...listed] };
}
