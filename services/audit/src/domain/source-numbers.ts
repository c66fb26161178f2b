import type { LogNumber } from '@amparo/kernel'

/** Numbers that a source gave in one of its epochs, as far as they are in the log: all up to the last, but for those that are missing. */
interface Counted {
  readonly last: number
  readonly missing: readonly Numbers[]
}

/** From the first to the last. */
export interface Numbers {
  readonly first: number
  readonly last: number
}

/** By epoch. */
export type SourceNumbers = ReadonlyMap<number, Counted>

/**
 * `early`: others come before it, and are not there. `repeated`: another entry has that number, or its source has begun to count anew since.
 */
export type Turn = 'next' | 'early' | 'repeated'

/** Whether an entry is the next of its source, or one that was missing. */
export function turnOf(counted: SourceNumbers, { epoch, number }: LogNumber): Turn {
  const inEpoch = counted.get(epoch)
  if (inEpoch === undefined) {
    if ([...counted.keys()].some(other => other > epoch)) return 'repeated'
    return number === 1 ? 'next' : 'early'
  }
  if (number > inEpoch.last) return number === inEpoch.last + 1 ? 'next' : 'early'
  return inEpoch.missing.some(holds(number)) ? 'next' : 'repeated'
}

/** With that number too; what is left out before it is missing from now on. */
export function counting(counted: SourceNumbers, { epoch, number }: LogNumber): SourceNumbers {
  const { last, missing } = counted.get(epoch) ?? { last: 0, missing: [] }
  const next =
    number > last
      ? { last: number, missing: number === last + 1 ? missing : [...missing, { first: last + 1, last: number - 1 }] }
      : { last, missing: missing.flatMap(numbers => without(number, numbers)) }
  return new Map(counted).set(epoch, next)
}

const holds =
  (number: number) =>
  ({ first, last }: Numbers): boolean =>
    first <= number && number <= last

const without = (number: number, { first, last }: Numbers): Numbers[] =>
  holds(number)({ first, last })
    ? [
        { first, last: number - 1 },
        { first: number + 1, last },
      ].filter(left => left.first <= left.last)
    : [{ first, last }]
