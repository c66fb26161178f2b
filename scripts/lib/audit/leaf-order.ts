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
  readonly #start: number
  /** Entries that sources say to have had before the first one of theirs that is there. */
  #before = 0
  #takenAt = 0

  /** @param start so many leaves before the first one are not there: what a source counts from is not known */
  constructor(heads: readonly Believed[], start: number, faults: Faults) {
    this.#heads = heads
    this.#start = start
    this.#faults = faults
    this.numbers = new SourceNumbers(start > 0, faults)
  }

  check(index: number, entry: Uint8Array): void {
    const where = `leaf ${index}`
    const record = this.#faults.tried(where, () => parseLeafOrder(entry))
    if (record === undefined) return
    const { source, sequence, takenAt, logNumber } = record
    if (logNumber !== undefined) this.numbers.check(index, source, logNumber)
    const last = this.sequences.get(source) ?? this.#lastBefore(where, source, sequence)
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

  /** With which number the source ended among the leaves that are gone: it takes their word, but for more than there were. */
  #lastBefore(where: string, source: string, sequence: number): number {
    if (this.#start === 0 || sequence === 0) return 0
    this.#before += sequence - 1
    if (this.#before > this.#start)
      this.#faults.add(
        where,
        `${source} begins with ${sequence}: that is more than the ${this.#start} entries that are gone`,
      )
    return sequence - 1
  }
}
