import type { CountryCode, PhoneNumber } from 'libphonenumber-js/min';

/** Makes E.164 (`+12125550100`) of a phone number as people write it; undefined when it can be none. */
export type PhoneNormaliser = (written: string) => string | undefined;

/** How all numbers that begin alike and are of one length become E.164: `skip` digits go and `prefix` comes. */
interface PrefixRule {
  readonly prefix: string;
  readonly skip: number;
}

/** So many leading digits tell how a number is written: trunk prefix and area; abroad the country's code as well. */
const leadingDigits = { home: 4, international: 5 };

/** Calling codes within which a leading 8 takes a call out of town or abroad: Russia and Kazakhstan, and some of their neighbours. */
const eightIsTrunk = new Set(['7', '370', '375', '992', '993']);

/**
 * True when a number may begin with a trunk prefix or a code for dialling abroad. Whether it does hangs on the whole number; of one that
 * begins otherwise nothing is ever taken off.
 */
function mayHaveTrunk(national: string, callingCode: string): boolean {
  const first = national[0] ?? '0';
  return first === '0' || first === '1' || (first === '8' && eightIsTrunk.has(callingCode));
}

/** The digits of a number that has only digits and the signs between them; undefined for any other. */
function digitsOf(text: string): string | undefined {
  let digits = '';
  for (const character of text) {
    if (character >= '0' && character <= '9') digits += character;
    else if (!' ().-/+\u00A0'.includes(character)) return undefined;
  }
  return digits;
}

/** Argentina's mobile numbers have a prefix in their middle (2901 15 …): no leading digits tell of it. */
const unruly = '54';

/** The rule that one number and its normal form show; `homeCode` is what a number without a code of its own is given. */
function ruleFrom(number: {
  readonly digits: string;
  readonly international: boolean;
  readonly normal: string;
  readonly homeCode: string;
}): PrefixRule | undefined {
  const { digits, international, normal, homeCode } = number;
  for (let skip = 0; skip < digits.length; skip++) {
    const rest = digits.slice(skip);
    if (!normal.endsWith(rest)) continue;
    const prefix = normal.slice(0, normal.length - rest.length);
    // A number that brings its code without a plus (00 44 …) is dialled from abroad: too little of it is looked at for a rule.
    return international || prefix === homeCode ? { prefix, skip } : undefined;
  }
  return undefined;
}

/**
 * A normaliser for a country's numbers; without a country only international ones (`+44 20 …`) can be told.
 *
 * The library takes some 10 µs a number. What it does to a number hangs on its length and leading digits (the trunk prefix goes, the
 * country's code comes), so one number sets the rule for those like it in both: any number without a trunk prefix, and of the others
 * the valid ones. Numbers with letters or extensions always go to the library. Valid numbers come out as the library makes them; one
 * that no network has given out may keep a trunk prefix that the library would take off.
 */
export async function phoneNormaliser(country: string | undefined): Promise<PhoneNormaliser> {
  const { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } =
    await import('libphonenumber-js/min');
  const code = country?.toUpperCase();
  const home: CountryCode | undefined = code !== undefined && isSupportedCountry(code) ? code : undefined;
  const homeCode = home === undefined ? '' : `+${getCountryCallingCode(home)}`;
  const ask = (text: string): PhoneNumber | undefined => {
    const number = parsePhoneNumberFromString(text, home);
    return number?.isPossible() === true ? number : undefined;
  };
  const rules = new Map<string, PrefixRule | 'none'>();
  return (written) => {
    const text = written.trim();
    const digits = digitsOf(text);
    if (digits === undefined) return ask(text)?.number;
    const international = text.startsWith('+');
    const leading = international ? leadingDigits.international : leadingDigits.home;
    const shape = `${international ? '+' : ''}${digits.length}:${digits.slice(0, leading)}`;
    const known = rules.get(shape);
    if (known === 'none') return undefined;
    if (known !== undefined) return known.prefix + digits.slice(known.skip);
    const number = ask(text);
    const callingCode = number?.countryCallingCode ?? homeCode.slice(1);
    if (callingCode === unruly) return number?.number;
    const trunkless = !mayHaveTrunk(international ? digits.slice(callingCode.length) : digits, callingCode);
    if (number === undefined) {
      if (trunkless && !international) rules.set(shape, 'none');
    } else if (trunkless || number.isValid()) {
      const rule = ruleFrom({ digits, international, normal: number.number, homeCode });
      if (rule !== undefined) rules.set(shape, rule);
    }
    return number?.number;
  };
}
