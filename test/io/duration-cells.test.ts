import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationIn, readDuration } from '../../src/io/duration-cells.ts';

describe('readDuration', () => {
  it.each([
    ['0:04:30', 270],
    ['00:04:30', 270],
    ['4:30', 270],
    ['90:00', 5400],
    ['1:00:00', 3600],
    ['0:04:30.5', 270.5],
    ['4m30s', 270],
    ['4m 30s', 270],
    ['6 min', 360],
    ['6 minutes', 360],
    ['1.5h', 5400],
    ['1,5 h', 5400],
    ['2 weeks', 1_209_600],
    ['90s', 90],
    ['1h30m', 5400],
  ])('reads %s as %d seconds', (text, seconds) => {
    expect(readDuration(text)).toBe(seconds);
  });

  it.each(['', 'soon', '1:60', '1:70:00', '4m30', '5 apples', ':30', '1:2:3:4', 'm'])(
    'does not read %j',
    (text) => {
      expect(readDuration(text)).toBeUndefined();
    },
  );

  it('reads h:mm:ss of any number of seconds back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 360_000 }), (seconds) => {
        const two = (value: number): string => String(value).padStart(2, '0');
        const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
        expect(readDuration(`${hours}:${two(minutes)}:${two(seconds % 60)}`)).toBe(seconds);
        expect(readDuration(`${hours}h ${minutes}m ${seconds % 60}s`)).toBe(seconds);
      }),
    );
  });

  it('takes a plain number in the unit of its column', () => {
    const read = readDuration('4,5');
    expect(read === undefined ? undefined : durationIn(read, 'comma', 'minutes')).toBe(270);
    expect(read === undefined ? undefined : durationIn(read, 'comma', undefined)).toBe(4.5);
    expect(read === undefined ? undefined : durationIn(read, 'point', undefined)).toBeUndefined();
  });
});
