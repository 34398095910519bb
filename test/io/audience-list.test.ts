import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import { describe, expect, it } from 'vitest';
import {
  matchAudience,
  readIdentities,
  type AudienceMatch,
  type AudienceOptions,
} from '../../src/io/audience-list.ts';
import { identityColumns } from '../../src/io/identity-columns.ts';
import { keySet } from '../../src/io/key-set.ts';
import { phoneNormaliser } from '../../src/io/phone-normaliser.ts';
import { textSource } from '../../src/io/table-source.ts';
import { inputError } from './reading.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const options: AudienceOptions = { country: 'US', sha256 };

async function compare(lists: {
  readonly audience: string;
  readonly customers?: string;
  readonly suppression?: string;
}): Promise<AudienceMatch> {
  const read = (name: string, text: string | undefined) =>
    text === undefined ? undefined : readIdentities(textSource(name, text), options);
  return matchAudience(
    textSource('audience.csv', lists.audience),
    {
      customers: await read('customers.csv', lists.customers),
      suppression: await read('suppression.csv', lists.suppression),
    },
    options,
  );
}

describe('matchAudience', () => {
  it('compares addresses without case and blanks, and numbers however they are written', async () => {
    const match = await compare({
      audience: 'Email;Mobile\n Ana@Example.COM ;\n;(212) 555-0100\n;+1 415 555 0123\nnobody@example.com;\n',
      customers:
        'id,e-mail,phone number\n1,ana@example.com,\n2,,212.555.0100\n3,other@example.com,415-555-0123\n',
      suppression: 'phone\n1-415-555-0123\n',
    });
    expect(match).toEqual({
      rows: 4,
      readable: 4,
      recognised: 3,
      recognisedShare: 0.75,
      suppressed: 1,
      suppressedShare: 0.25,
    });
  });

  it('counts a person once, found by either identity', async () => {
    const match = await compare({
      audience: 'email,phone\na@x.com,2125550100\nb@x.com,2125550100\nc@x.com,2125550199\n',
      customers: 'email,phone\na@x.com,2125550100\n',
    });
    expect(match).toMatchObject({ rows: 3, recognised: 2 });
  });

  it('compares plain lists with hashed ones, in columns of any name', async () => {
    const customers = 'email,phone\na@x.com,(212) 555-0100\nb@x.com,(212) 555-0101\n';
    const hashed = `user,sha256\n1,${sha256('a@x.com')}\n2,${sha256('+12125550101').toUpperCase()}\n3,${sha256('c@x.com')}\n`;
    expect(await compare({ audience: hashed, customers })).toMatchObject({
      rows: 3,
      readable: 3,
      recognised: 2,
    });
    expect(
      await compare({ audience: customers, customers: hashed.replace('sha256', 'Email') }),
    ).toMatchObject({ rows: 2, recognised: 2 });
  });

  it('counts what does not read, and shares are of what does', async () => {
    const match = await compare({
      audience: 'email,phone\na@x.com,\nno address,12\n,\nb@x.com,call me\n',
      customers: 'email\na@x.com\n',
    });
    // A row of blank cells is no row.
    expect(match).toEqual({ rows: 3, readable: 2, recognised: 1, recognisedShare: 0.5 });
  });

  it('reads lists without a header', async () => {
    expect(await compare({ audience: 'a@x.com\nb@x.com\n', customers: 'b@x.com,Bo\nc@x.com,Cy\n' })).toEqual({
      rows: 2,
      readable: 2,
      recognised: 1,
      recognisedShare: 0.5,
    });
  });

  it('has no share where nothing reads', async () => {
    expect(await compare({ audience: 'email\n?\n', customers: 'email\na@x.com\n' })).toEqual({
      rows: 1,
      readable: 0,
      recognised: 0,
      recognisedShare: undefined,
    });
  });

  it('agrees with a plain comparison of sets', async () => {
    const people = fc.array(
      fc.record({ name: fc.integer({ min: 0, max: 60 }), upper: fc.boolean(), hashed: fc.boolean() }),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(people, people, people, async (audience, customers, suppression) => {
        const list = (rows: typeof audience): string =>
          `email\n${rows
            .map(({ name, upper, hashed }) => {
              const address = `p${name}@x.com`;
              return hashed ? sha256(address) : upper ? ` ${address.toUpperCase()}` : address;
            })
            .join('\n')}\n`;
        const names = (rows: typeof audience) => new Set(rows.map(({ name }) => name));
        const count = (known: ReadonlySet<number>): number =>
          audience.filter(({ name }) => known.has(name)).length;
        const match = await compare({
          audience: list(audience),
          customers: list(customers),
          suppression: list(suppression),
        });
        expect(match).toMatchObject({
          rows: audience.length,
          readable: audience.length,
          recognised: count(names(customers)),
          suppressed: count(names(suppression)),
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('errors about people', () => {
  it.each([
    [
      'no column that identifies anyone',
      'name,city\nAna,Rome\n',
      'no column of e-mail addresses, phone numbers or SHA-256 among 2',
    ],
    ['an empty file', '', 'is empty'],
    ['a quote that is never closed', 'email,name\na@x.com,"Ana\n', 'never ends'],
    ['text after a quote', 'email,name\na@x.com,"Ana" Lopez\n', 'text after the quote'],
  ])('say what is wrong with %s, and never who', async (_, text, message) => {
    const error = await inputError(readIdentities(textSource('people.csv', text), options));
    expect(error.message).toContain(message);
    expect(JSON.stringify(error.problems)).not.toMatch(/a@x|Ana|Rome/);
  });
});

describe('identityColumns', () => {
  it.each([
    [['Email Address', 'Name'], ['email']],
    [
      ['id', 'e-mail', 'Work phone', 'email_sha256'],
      ['email', 'phone', 'sha256'],
    ],
    [
      ['Mobile', 'Cell', 'Tel.', 'MSISDN'],
      ['phone', 'phone', 'phone', 'phone'],
    ],
    [['cancelled', 'intelligence', 'hotel', 'name'], []],
  ])('of %j', (header, kinds) => {
    const { columns, headless } = identityColumns(header);
    expect(columns.map(({ kind }) => kind)).toEqual(kinds);
    expect(headless).toBe(false);
  });

  it('sees that the first row is a person', () => {
    expect(identityColumns(['1', 'a@x.com', '+1 212 555 0100', sha256('x')])).toEqual({
      columns: [
        { index: 1, kind: 'email' },
        { index: 2, kind: 'phone' },
        { index: 3, kind: 'sha256' },
      ],
      headless: true,
    });
  });
});

describe('keySet', () => {
  it('holds what was added and nothing else', () => {
    const half = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(half, half), { maxLength: 60 }),
        fc.array(fc.tuple(half, half)),
        (added, asked) => {
          const set = keySet(4);
          const name = ([high, low]: readonly [number, number]): string =>
            high === 0 && low === 0 ? '0:1' : `${high}:${low}`;
          const expected = new Set(added.map(name));
          for (const [high, low] of added) set.add(high, low);
          expect(set.size).toBe(expected.size);
          for (const key of [...added, ...asked]) expect(set.has(...key)).toBe(expected.has(name(key)));
        },
      ),
    );
  });
});

describe('phoneNormaliser', () => {
  const starts: readonly (readonly [CountryCode, readonly string[]])[] = [
    ['US', ['2125', '555', '9', '12125', '800', '+1212', '0111']],
    ['GB', ['0740', '0207', '207', '7', '44', '+4420', '+44 (0) 20', '0044']],
    ['DE', ['0151', '030', '15', '+4930', '+49 (0)30']],
    ['IT', ['312', '06', '+3906', '+39 31']],
    ['BR', ['1196', '01196', '0 15 11', '+55 11 9']],
    ['AR', ['0111', '11 15', '+54 9 11', '2901']],
    ['AU', ['0412', '02 98', '+61 4', '0011']],
    ['RU', ['8912', '8800', '912', '+7 912']],
  ];
  it.each(starts)(
    'agrees with the library on numbers in %s that are valid or have no trunk prefix',
    async (country, beginnings) => {
      const normal = await phoneNormaliser(country);
      const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 5, maxLength: 8 });
      let valid = 0;
      fc.assert(
        fc.property(fc.constantFrom(...beginnings), digits, (beginning, rest) => {
          const made = normal(beginning + rest);
          const number = parsePhoneNumberFromString(beginning + rest, country);
          const trunkless = /^[2-79]/.test(beginning);
          if (number?.isValid() !== true && !trunkless) return;
          valid += 1;
          expect(made).toBe(number?.isPossible() === true ? number.number : undefined);
        }),
        { numRuns: 1000 },
      );
      expect(valid).toBeGreaterThan(50);
    },
  );

  it('makes one of all spellings', async () => {
    const normal = await phoneNormaliser('us');
    for (const text of [
      '(212) 555-0100',
      '212.555.0100',
      '1 212 555 0100',
      '+1-212-555-0100',
      '2125550100 ext. 5',
    ]) {
      expect(normal(text)).toBe('+12125550100');
    }
  });

  it('reads only international numbers without a country', async () => {
    const normal = await phoneNormaliser(undefined);
    expect(normal('+44 20 7946 0958')).toBe('+442079460958');
    expect(normal('020 7946 0958')).toBeUndefined();
  });
});
