import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { precursorsOf, readAfter, writeAfter } from '../src/precursors.ts'

const consumersOf = (type: string) => (type === 'both' ? (['audit', 'exchange'] as const) : (['audit'] as const))
const entry = (id: string, type: string, aggregateId = 'a') => ({ id, type, aggregateId, sequence: BigInt(id) })

describe('The precursor of an event', () => {
  it('is the last earlier one of its aggregate that this consumer hears', () => {
    const found = precursorsOf([entry('1', 'both'), entry('2', 'audit only'), entry('3', 'both')], consumersOf)
    expect(Object.fromEntries(found.get('3') ?? [])).toEqual({ audit: '2', exchange: '1' })
    expect(Object.fromEntries(found.get('2') ?? [])).toEqual({ audit: '1' })
    expect(found.get('1')?.size).toBe(0)
  })

  it('is never of another aggregate', () => {
    const found = precursorsOf([entry('1', 'both', 'a'), entry('2', 'both', 'b')], consumersOf)
    expect(found.get('2')?.size).toBe(0)
  })

  it('leads through all earlier events of the aggregate, whatever they are', () => {
    const entries = fc
      .array(fc.tuple(fc.constantFrom('both', 'audit only'), fc.constantFrom('a', 'b', 'c')), { maxLength: 40 })
      .map(pairs => pairs.map(([type, aggregateId], i) => entry(`${i + 1}`, type, aggregateId)))
    fc.assert(
      fc.property(entries, all => {
        const found = precursorsOf(all, consumersOf)
        for (const consumer of ['audit', 'exchange'] as const) {
          for (const aggregateId of ['a', 'b', 'c']) {
            const heard = all.filter(
              e => e.aggregateId === aggregateId && consumersOf(e.type).some(c => c === consumer),
            )
            const before = heard.map(e => found.get(e.id)?.get(consumer))
            expect(before).toEqual(heard.map((_, i) => heard[i - 1]?.id))
          }
        }
      }),
    )
  })

  it('is read from the header as it was written', () => {
    const header = writeAfter(new Map([['audit', 'e-1'] as const, ['exchange', 'e-2'] as const]))
    expect([readAfter(header, 'audit'), readAfter(header, 'exchange')]).toEqual(['e-1', 'e-2'])
    expect(readAfter(header, 'portal')).toBeUndefined()
    expect(readAfter('', 'audit')).toBeUndefined()
  })
})
