import { expect, test } from 'vitest'
import { type Masking, maskMarked } from '../src/domain/incriminating.ts'

/** Shows where what was reviewed as to be masked stands in the text that is masked. */
const masking = (incriminating: boolean, reviewed: { readonly start: number; readonly end: number }): Masking =>
  ({
    incriminating,
    // Nobody has looked at the whole.
    reviews: {
      of: (text: string) => (text.includes('Robé') ? undefined : { reviewed: { kept: [reviewed], lifted: [] } }),
    },
    mask: (text: string, by: { readonly kept: readonly { readonly start: number; readonly end: number }[] }) => ({
      text: by.kept.reduce((left, { start, end }) => `${left.slice(0, start)}*${left.slice(end)}`, text),
    }),
  }) as unknown as Masking

test.each([
  ['nothing is marked', '\n  Ximena vino.', [], 0, '* vino.'],
  ['nobody was asked', '  Ximena vino.', undefined, 2, '  * vino.'],
  ['something is marked', '  Robé. Ximena vino.', [{ start: 2, end: 7, kind: 'offence' }], 0, '  Robé. * vino.'],
])('a review is of the text that it saw, where %s', (_, text, selfIncriminating, start, expected) => {
  expect(maskMarked({ text, selfIncriminating }, masking(true, { start, end: start + 6 }))).toBe(expected)
})
