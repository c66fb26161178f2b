/**
 * Where the row of each feature is. An open table: a feature has the slot that its lowest bits name, or one of those behind it, where others were before.
 * Each slot tells, from the highest bits to the lowest, the row, how many slots its feature was moved on, and what of the feature the slot does not name.
 */
export interface Places {
  readonly slots: Int32Array
  /** How many bits of a feature name a slot, and how many are left over. */
  readonly bits: number
  readonly rest: number
}

export const NO_ROW = -1
export const MOVED_BITS = 8
const ROW_BITS = 17
/** Slots for each feature: the more, the fewer are moved on, and the less of the table stays near the processor. */
const ROOM = 1.5

/** @param features by row, each of so many bits; those first are found with fewest steps */
export function placesOf(features: readonly number[], featureBits: number): Places {
  const bits = Math.max(Math.ceil(Math.log2(features.length * ROOM)), featureBits + MOVED_BITS + ROW_BITS - 31)
  const rest = featureBits - bits
  const slots = new Int32Array(1 << bits).fill(NO_ROW)
  for (const [row, feature] of features.entries()) {
    let moved = 0
    const slot = () => (feature + moved) & (slots.length - 1)
    while (slots[slot()] !== NO_ROW) moved++
    if (moved >> MOVED_BITS !== 0 || row >> ROW_BITS !== 0) throw new Error('Too many features for the table')
    slots[slot()] = (((row << MOVED_BITS) | moved) << rest) | (feature >>> bits)
  }
  return { slots, bits, rest }
}
