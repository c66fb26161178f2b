import { describe, expect, test } from 'vitest'
import { faultsOfTerms } from '../src/domain/requests/faults.ts'
import type { Treaty } from '../src/domain/requests/terms.ts'
import { loadTerms } from '../src/terms/load.ts'

const terms = loadTerms()
const [first] = terms.treaties
if (first === undefined) throw new Error('no treaty')
const changed = (change: Partial<Treaty>) => faultsOfTerms({ ...terms, treaties: [{ ...first, ...change }] })

describe('files that say how evidence is asked for', () => {
  test('come with the product and have no faults', () => {
    expect(faultsOfTerms(terms)).toEqual([])
    expect(terms.treaties.map(({ treaty }) => treaty)).toEqual(['nassau', 'untoc'])
  })

  test('are refused when they ask for a field that is not there', () => {
    expect(changed({ asks: [...first.asks, { field: 'facs', essential: true, article: '26' }] })).toEqual([
      'Nassau: There is no field "facs".',
    ])
  })

  test('are refused when a ground has no words, or none of its own', () => {
    expect(changed({ refusals: [...first.refusals, { ground: 'whim', article: '9' }] })).toEqual([
      'Nassau: There is no word "whim".',
    ])
    expect(changed({ minimumPenalty: { months: 12, article: '6', ground: 'whim', except: [] } })).toEqual([
      'Nassau: There is no ground "whim".',
    ])
  })

  test('are refused when they judge by what they do not ask', () => {
    expect(changed({ asks: first.asks.filter(({ field }) => field !== 'dual-criminality') })).toContain(
      'Nassau: It judges by "dual-criminality", which it does not ask for.',
    )
    expect(changed({ asks: first.asks.filter(({ field }) => field !== 'max-penalty-months') })).toEqual([
      'Nassau: It judges by "max-penalty-months", which it does not ask for.',
    ])
  })

  test('are refused when two of them have one rank: which is used would be chance', () => {
    const twin = { ...first, treaty: 'twin' }
    expect(faultsOfTerms({ ...terms, treaties: [first, twin] })).toEqual(['Two treaties have the rank "1".'])
  })

  test('are refused when a code has no words', () => {
    expect(faultsOfTerms({ ...terms, form: { ...terms.form, words: {} } })).toContain(
      'There is no word "forced-labour".',
    )
  })
})
