/** Of each output so much is told. That another text's agrees with one of 2^17: one in 2^39. */
const ENTRY_BYTES = 7
/** Fewer are never told: how many people a small hub holds is nobody's business either. */
const LEAST_ENTRIES = 256
/** Of seven bytes each: what one message between hubs can carry. */
export const MOST_ENTRIES = 131_072

/**
 * What the asking hub compares with: the first bytes of each output, in their own order, made up with random ones, which nobody can tell from
 * the others, to the next power of two. Of how many keys, it tells no more than that. Throws a RangeError for more than a set may have.
 */
export function packSet(outputs: readonly Uint8Array[], random: (bytes: number) => Uint8Array): Buffer {
  const entries = new Set(outputs.map(entryOf))
  if (entries.size > MOST_ENTRIES) throw new RangeError('too many keys for one set')
  const size = Math.max(LEAST_ENTRIES, 2 ** Math.ceil(Math.log2(Math.max(1, entries.size))))
  while (entries.size < size) entries.add(entryOf(random(ENTRY_BYTES)))
  return Buffer.from([...entries].toSorted().join(''), 'hex')
}

/** Whether another hub's is one: what is not made as above could tell which of its questions was asked. */
export function isSet(set: Uint8Array): boolean {
  const size = set.byteLength / ENTRY_BYTES
  if (!Number.isInteger(Math.log2(size)) || size < LEAST_ENTRIES || size > MOST_ENTRIES) return false
  const entries = entriesOf(set)
  return entries.every((entry, index) => index === 0 || (entries[index - 1] ?? '') < entry)
}

export function membersOf(set: Uint8Array): (output: Uint8Array) => boolean {
  const entries = new Set(entriesOf(set))
  return output => entries.has(entryOf(output))
}

const entryOf = (output: Uint8Array): string => Buffer.from(output.subarray(0, ENTRY_BYTES)).toString('hex')
const entriesOf = (set: Uint8Array): string[] =>
  Array.from({ length: set.byteLength / ENTRY_BYTES }, (_, index) =>
    entryOf(set.subarray(index * ENTRY_BYTES, (index + 1) * ENTRY_BYTES)),
  )
