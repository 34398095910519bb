import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../src/checks/fingerprint.ts';

describe('the fingerprint', () => {
  it.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
    ['chongo was here!\n', '46810940eff5f915'],
  ])('of %j is the published FNV-1a value', (text, expected) => {
    expect(fingerprintOf(text)).toBe(expected);
  });

  it('counts bytes of UTF-8, not characters', () => {
    expect(fingerprintOf('é')).toBe(fingerprintOf(String.fromCodePoint(0xe9)));
    expect(fingerprintOf('é')).not.toBe(fingerprintOf('e'));
  });
});
