import { expect, test } from 'vitest'
import { FREE_USES, isFreeUse, strictestOf } from '../src/item-codes.ts'
import { ITEM_USES } from '../src/item-uses.ts'

const codes = (handling: string, source = 'source-a') => ({ handling, source, information: 'information-1' })
const handling = Object.keys(FREE_USES)

test.each(handling.flatMap(one => handling.map(other => [one, other] as const)))(
  'what came under %s and under %s is let what both let',
  (one, other) => {
    const both = strictestOf(codes(one), codes(other))?.handling ?? ''
    const let_ = (code: string) => ITEM_USES.filter(use => isFreeUse(use, code))
    expect(let_(both)).toEqual(let_(one).filter(use => let_(other).includes(use)))
  },
)

test('it is evaluated as the first says, and under no code where it came under none', () => {
  expect(strictestOf(codes('h0'), codes('h2', 'source-x'))).toEqual(codes('h2'))
  expect(strictestOf(undefined, codes('h1'))).toEqual(codes('h1'))
  expect(strictestOf(codes('h1'), undefined)).toEqual(codes('h1'))
  expect(strictestOf(undefined, undefined)).toBeUndefined()
})

test('a code that is not known lets nothing, beside whichever', () => {
  for (const known of handling) expect(strictestOf(codes(known), codes('h9'))?.handling).toMatch(/^h[39]$/)
})
