import type { Faults } from './faults.ts'

/** An entry's place among those of its source, which gave it itself. */
interface LogNumber {
  readonly epoch: number
  readonly number: number
}

interface Counted {
  last: number
  /** Before the first one that is there, in a log whose beginning is gone: none of these is missed. */
  readonly unknown: number
  /** Of those, what came all the same. */
  readonly late: Set<number>
  /** Where it was seen that it is missing. */
  readonly missing: Map<number, number>
}

/** So many numbers are left out at once at most before only that is told: each is kept until it comes. */
const MOST_MISSING = 100_000

/** Whether a number that is not the highest comes for the first time; from now on it has come. */
function isNew({ unknown, late, missing }: Counted, number: number): boolean {
  if (number > unknown) return missing.delete(number)
  if (late.has(number)) return false
  late.add(number)
  return true
}

/** What services number themselves: each epoch of a source counts on by one, but for what comes late; an epoch follows an earlier one. */
export class SourceNumbers {
  readonly #of = new Map<string, Map<number, Counted>>()
  readonly #pruned: boolean
  readonly #faults: Faults

  constructor(pruned: boolean, faults: Faults) {
    this.#pruned = pruned
    this.#faults = faults
  }

  check(index: number, source: string, { epoch, number }: LogNumber): void {
    const say = (what: string) => this.#faults.add(`leaf ${index}`, what)
    if (epoch === 0 || number === 0) {
      say(`has no number that ${source} can have given`)
      return
    }
    const counted = this.#of.get(source)?.get(epoch) ?? this.#begin(source, { epoch, number }, say)
    if (number > counted.last) {
      if (number - counted.last > MOST_MISSING) say(`leaves out ${number - counted.last - 1} numbers of ${source}`)
      else for (let left = counted.last + 1; left < number; left++) counted.missing.set(left, index)
      counted.last = number
    } else if (!isNew(counted, number)) say(`is number ${number} of ${source} again`)
  }

  #begin(source: string, { epoch, number }: LogNumber, say: (what: string) => void): Counted {
    const epochs = this.#of.get(source) ?? new Map<number, Counted>()
    this.#of.set(source, epochs)
    if (!this.#pruned && [...epochs.keys()].some(other => other > epoch))
      say(`is of a count of ${source} since ${epoch}, and one since later has begun`)
    const unknown = this.#pruned ? number - 1 : 0
    const counted = { last: unknown, unknown, late: new Set<number>(), missing: new Map<number, number>() }
    epochs.set(epoch, counted)
    return counted
  }

  /** Says what has not come, where it was first seen; when all leaves are read. */
  end(): void {
    for (const [source, epochs] of this.#of)
      for (const [epoch, { missing }] of epochs)
        for (const [number, index] of missing)
          this.#faults.add(
            `leaf ${index}`,
            `number ${number} of ${source} (counted since ${epoch}) has not come before it`,
          )
  }

  /** Of each source and epoch the last number. */
  *counts(): Iterable<{ readonly source: string; readonly epoch: number; readonly last: number }> {
    for (const [source, epochs] of [...this.#of].sort())
      for (const [epoch, { last }] of [...epochs].sort(([a], [b]) => a - b)) yield { source, epoch, last }
  }
}
