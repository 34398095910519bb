const offset = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;
const mask = 0xffffffffffffffffn;

/**
 * A short stable name for a text: 64-bit FNV-1a over its UTF-8 bytes, as 16 hexadecimal digits. The same on every machine; not
 * meant against forgery. Source: Fowler, Noll and Vo, http://www.isthe.com/chongo/tech/comp/fnv.
 *
 * @example fingerprintOf('') // => 'cbf29ce484222325'
 * @example fingerprintOf('foobar') // => '85944171f73967e8'
 */
export function fingerprintOf(text: string): string {
  let hash = offset;
  for (const byte of new TextEncoder().encode(text)) hash = ((hash ^ BigInt(byte)) * prime) & mask;
  return hash.toString(16).padStart(16, '0');
}
