import { describe, expect, test } from 'vitest'
import { faultOf, type Head, headFaultOf, type Known, type Line, type Neighbours } from '../src/domain/journal.ts'

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

describe('how far the journal has come, as it is told', () => {
  const at = new Date('2026-11-28T12:00:00Z')
  const [now, gapMs] = [at, 600_000]
  const head = (sequence: number, stored = sequence, hash = `h${sequence}`): Head => ({
    ...{ sequence: BigInt(sequence), stored: BigInt(stored), hash },
  })
  const known = (changes: Partial<Known> = {}): Known => ({
    ...{ last: 0n, told: undefined, same: undefined, waitingSince: undefined, ...changes },
  })
  const told = (sequence: number, hash = `h${sequence}`) => ({ sequence: BigInt(sequence), hash })
  const fault = (of: Head, beside: Known) => headFaultOf(of, beside, { now, gapMs })

  test.each([
    ['nothing was ever written', head(0, 0, ''), known()],
    ['what came is all there is', head(3), known({ last: 3n, told: told(3), same: { hash: 'h3' } })],
    [
      'a line has come before anything was told of it',
      head(3),
      known({ last: 3n, told: told(2), same: { hash: 'h3' } }),
    ],
    ['a line is on its way', head(4), known({ last: 3n, told: told(3) })],
    [
      'it is not late yet',
      head(4),
      known({ last: 3n, told: told(4), waitingSince: new Date(at.getTime() - gapMs + 1) }),
    ],
  ])('is in order where %s', (_, of, beside) => {
    expect(fault(of, beside)).toBeUndefined()
  })

  test.each([
    ['the vault has fewer than were noted', head(4, 3), known({ last: 3n }), 4n, 4n],
    ['there are fewer than came', head(2), known({ last: 4n, told: told(2) }), 3n, 4n],
    ['there are fewer than were told', head(2), known({ last: 2n, told: told(4), same: { hash: 'h2' } }), 3n, 4n],
    ['there is nothing left', head(0, 0, ''), known({ last: 1n, told: told(1) }), 1n, 1n],
  ])('was cut where %s', (_, of, beside, first, last) => {
    expect(fault(of, beside)).toEqual({ kind: 'cut', first, last })
  })

  test('is another one where its last line says otherwise than what came, or was told', () => {
    expect(fault(head(3), known({ last: 3n, same: { hash: 'x' } }))).toEqual({ kind: 'fork' })
    expect(fault(head(3), known({ last: 2n, told: told(3, 'x') }))).toEqual({ kind: 'fork' })
  })

  test('lacks what was told and has not come in time', () => {
    const since = new Date(at.getTime() - gapMs)
    expect(fault(head(4), known({ last: 2n, told: told(4), waitingSince: since }))).toEqual({
      ...{ kind: 'gap', first: 3n, last: 4n },
    })
  })
})
