import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkData, loadBook, wordsOf } from '../src/index.ts'
import { fitting, spoilt } from './fixtures/data-samples.ts'

const steps = loadBook()
  .everyVersion()
  .flatMap(protocol =>
    Object.entries(protocol.steps).flatMap(([step, def]) =>
      def.data === undefined ? [] : [{ name: `${protocol.protocol} ${step}`, protocol, step, def }],
    ),
  )

describe.each(steps)('what is said with $name', ({ protocol, step, def }) => {
  it('is taken if it fits, and refused if anything in it does not', () => {
    fc.assert(
      fc.property(fitting(def.data), data => {
        expect(checkData(protocol, step, data)).toEqual([])
        for (const wrong of spoilt(data)) expect(checkData(protocol, step, wrong)).not.toEqual([])
      }),
      { numRuns: 15 },
    )
  })

  it('can be read in every language', () => {
    const words = wordsOf(protocol, def)
    const properties = def.data?.['properties']
    for (const field of Object.keys(typeof properties === 'object' && properties !== null ? properties : {}))
      expect(words).toHaveProperty([field])
  })
})
