import { describe, expect, test } from 'vitest'
import { faultOf, type Line, type Neighbours } from '../src/domain/journal.ts'

const line = (sequence: number, previous: string, hash = `h${sequence}`): Line => ({
  ...{ sequence: BigInt(sequence), previous, hash },
})
const beside = (changes: Partial<Neighbours> = {}): Neighbours => ({
  ...{ same: undefined, before: undefined, after: undefined, last: 0n },
  ...changes,
})

describe('a line of the journal', () => {
  test('that follows the last one is in order, and so is the first', () => {
    expect(faultOf(line(1, ''), beside())).toBeUndefined()
    expect(faultOf(line(2, 'h1'), beside({ before: line(1, ''), last: 1n }))).toBeUndefined()
  })
  test('that comes again is in order', () => {
    expect(faultOf(line(2, 'h1'), beside({ same: line(2, 'h1'), last: 1n }))).toBeUndefined()
  })
  test('before which some are missing says which', () => {
    expect(faultOf(line(5, 'h4'), beside({ last: 2n }))).toEqual({ kind: 'gap', first: 3n, last: 4n })
  })
  test('that says otherwise than one that is there, or does not follow it, is a fork', () => {
    const fork = { kind: 'fork' }
    expect(faultOf(line(2, 'h1', 'other'), beside({ same: line(2, 'h1'), last: 1n }))).toEqual(fork)
    expect(faultOf(line(2, 'other'), beside({ before: line(1, ''), last: 1n }))).toEqual(fork)
    expect(faultOf(line(1, 'something'), beside())).toEqual(fork)
    expect(faultOf(line(2, 'h1'), beside({ before: line(1, ''), after: line(3, 'other'), last: 1n }))).toEqual(fork)
  })
  test('that was missing and comes late is in order', () => {
    expect(faultOf(line(2, 'h1'), beside({ before: line(1, ''), after: line(3, 'h2'), last: 1n }))).toBeUndefined()
  })
})
