import { parseLeafOrder } from '@amparo/crypto/tlog'
import type { Faults } from './faults.ts'
import { SourceNumbers } from './source-numbers.ts'
import type { Believed } from './trusted.ts'

/** Clocks of hub and witness may differ by so much. */
const CLOCKS_SECONDS = 300

/** What leaves say of themselves: each source counts on by one, time does not go back, and agrees with what witnesses saw. */
export class Order {
  readonly sequences = new Map<string, number>()
  readonly numbers: SourceNumbers
  readonly #heads: readonly Believed[]
  readonly #faults: Faults
  readonly #pruned: boolean
  #takenAt = 0

  /** @param pruned leaves before the first one are not there: what a source counts from is not known */
  constructor(heads: readonly Believed[], pruned: boolean, faults: Faults) {
    this.#heads = heads
    this.#pruned = pruned
    this.#faults = faults
    this.numbers = new SourceNumbers(pruned, faults)
  }

  check(index: number, entry: Uint8Array): void {
    const where = `leaf ${index}`
    const record = this.#faults.tried(where, () => parseLeafOrder(entry))
    if (record === undefined) return
    const { source, sequence, takenAt, logNumber } = record
    if (logNumber !== undefined) this.numbers.check(index, source, logNumber)
    const last = this.sequences.get(source) ?? (this.#pruned ? sequence - 1 : 0)
    if (sequence !== last + 1 || sequence === 0)
      this.#faults.add(where, `${source} goes on with ${sequence} after ${last}`)
    this.sequences.set(source, sequence)
    if (takenAt < this.#takenAt) this.#faults.add(where, 'is dated before the leaf before it')
    this.#takenAt = takenAt
    for (const { size, witnesses } of this.#heads) {
      for (const { name, time } of witnesses) {
        if (index < size && takenAt > time + CLOCKS_SECONDS)
          this.#faults.add(where, `is dated after ${name} has seen it`)
        if (index >= size && takenAt < time - CLOCKS_SECONDS)
          this.#faults.add(where, `is dated before ${name} has seen a log without it`)
      }
    }
  }
}
