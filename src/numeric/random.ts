import { logGamma } from './poisson-terms.ts';

/** A seeded source of random numbers: the same seed and stream give the same numbers on every machine. */
export interface Random {
  /** Uniform on [0, 1) with 53 random bits. */
  readonly next: () => number;
  /** Standard normal. */
  readonly normal: () => number;
  /** Exponential with the given mean. */
  readonly exponential: (mean: number) => number;
  /** Poisson with the given mean; 0 for a mean of 0. */
  readonly poisson: (mean: number) => number;
}

/**
 * Creates a seeded random number generator.
 *
 * Method: sfc32 (Doty-Humphrey's small fast counting generator, period at least 2^32, passes PractRand),
 * seeded through splitmix32 so that neighbouring seeds and streams give unrelated sequences. Uniforms take
 * two draws for 53 bits; normals by Marsaglia's polar method; Poisson by multiplication below a mean of 12
 * and Hörmann's transformed rejection (PTRS, 1993) from there on. Not for secrets.
 *
 * @param seed a whole number; seeds that differ by a multiple of 2^32 are the same
 * @param stream separates replications that share a seed
 * @example createRandom(1).next() === createRandom(1).next() // => true
 */
export function createRandom(seed: number, stream = 0): Random {
  const bits = sfc32(seed, stream);
  const next = (): number => ((bits() >>> 5) * 67_108_864 + (bits() >>> 6)) / 9_007_199_254_740_992;
  const exponential = (mean: number): number => -mean * Math.log(1 - next());
  return { next, normal: polarNormal(next), exponential, poisson: (mean) => poisson(next, mean) };
}

function sfc32(seed: number, stream: number): () => number {
  let state = (Math.floor(seed) ^ Math.imul(stream + 1, 0x9e3779b9)) | 0;
  const mix = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let a = mix();
  let b = mix();
  let c = mix();
  let counter = 1;
  const draw = (): number => {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    c |= 0;
    return result;
  };
  for (let i = 0; i < 12; i += 1) draw();
  return draw;
}

function polarNormal(next: () => number): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const u = 2 * next() - 1;
      const v = 2 * next() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) {
        const scale = Math.sqrt((-2 * Math.log(s)) / s);
        spare = v * scale;
        return u * scale;
      }
    }
  };
}

function poisson(next: () => number, mean: number): number {
  if (!(mean > 0)) return 0;
  if (mean >= 12) return poissonByRejection(next, mean);
  const limit = Math.exp(-mean);
  let product = next();
  let count = 0;
  while (product > limit) {
    product *= next();
    count += 1;
  }
  return count;
}

/** Hörmann's PTRS. */
function poissonByRejection(next: () => number, mean: number): number {
  const logMean = Math.log(mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const vr = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = next() - 0.5;
    const v = next();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const accepted = Math.log(v) + Math.log(inverseAlpha) - Math.log(a / (us * us) + b);
    if (accepted <= k * logMean - mean - logGamma(k + 1)) return k;
  }
}
