// SPDX-License-Identifier: Apache-2.0
const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

const mixed = (word: number): number =>
  Math.imul(rotated(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);

/** MurmurHash3 (x86, 32 bits, seed 0) of a text's UTF-16 code units, as the server hashes an id. */
export const murmur3 = (text: string): number => {
  const bytes = Buffer.from(text, "utf16le");
  const whole = bytes.length & ~3;
  let hash = 0;
  for (let at = 0; at < whole; at += 4) {
    hash = rotated(hash ^ mixed(bytes.readInt32LE(at)), 13);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  // Code units have two bytes, so two is all that can be left over.
  if (bytes.length > whole) hash ^= mixed(bytes.readUInt16LE(whole));
  hash ^= bytes.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
};

/** How many parts the range of hashes has: more than there are shards, so that an index can be split later. */
const parts = (shards: number): number =>
  shards * 2 ** Math.max(1, 10 - Math.ceil(Math.log2(shards)));

/** The shard that holds a document, as the server chooses it for an index of its default routing. */
export const shardOf = (id: string, shards: number): number => {
  if (shards === 1) return 0;
  const all = parts(shards);
  const part = ((murmur3(id) % all) + all) % all;
  return Math.floor((part * shards) / all);
};
