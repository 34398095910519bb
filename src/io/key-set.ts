/** A set of 64-bit keys in two halves, in typed arrays: 8 bytes a place, which makes 13 to 27 bytes a key. */
export interface KeySet {
  readonly size: number;
  add(high: number, low: number): void;
  has(high: number, low: number): boolean;
}

/** Share of places in use at which the table doubles: linear probing then looks at two or three places. */
const fullest = 0.6;

/**
 * An empty set. Open addressing with linear probing; keys must be spread evenly, as those of a cryptographic hash are (the place is the
 * low half as it is). The key of two zeros stands for an empty place and is taken for (0, 1): one key in 2⁶⁴.
 */
export function keySet(places = 1024): KeySet {
  let mask = places - 1;
  let highs = new Uint32Array(places);
  let lows = new Uint32Array(places);
  let size = 0;
  /** The place of a key, or of the gap where it belongs. */
  const placeOf = (high: number, low: number): number => {
    let place = low & mask;
    for (;;) {
      const foundHigh = highs[place];
      const foundLow = lows[place];
      if ((foundHigh === high && foundLow === low) || (foundHigh === 0 && foundLow === 0)) return place;
      place = (place + 1) & mask;
    }
  };
  const put = (high: number, low: number): void => {
    const place = placeOf(high, low);
    if (lows[place] === low && highs[place] === high) return;
    highs[place] = high;
    lows[place] = low;
    size += 1;
  };
  const grow = (): void => {
    const before = { highs, lows };
    highs = new Uint32Array(before.highs.length * 2);
    lows = new Uint32Array(before.lows.length * 2);
    mask = highs.length - 1;
    size = 0;
    for (let place = 0; place < before.highs.length; place++) {
      const high = before.highs[place] ?? 0;
      const low = before.lows[place] ?? 0;
      if (high !== 0 || low !== 0) put(high, low);
    }
  };
  return {
    get size() {
      return size;
    },
    add(high, low) {
      if (size >= highs.length * fullest) grow();
      put(high, high === 0 && low === 0 ? 1 : low);
    },
    has(high, low) {
      const wanted = high === 0 && low === 0 ? 1 : low;
      const place = placeOf(high, wanted);
      return lows[place] === wanted && highs[place] === high;
    },
  };
}
