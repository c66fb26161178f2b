import { expect, test } from 'vitest'
import { toldToHelpers } from './told.ts'

const TEXT = 'On 3 May 2004 and in June 2005 the court of Yopal fined Ana Paz 250 dollars; 5/6/21.'
const span = (piece: string, type: string) => {
  const start = TEXT.indexOf(piece)
  return { start, end: start + piece.length, type }
}

test('who is named, numbers and whole days are learnt of a judgment, its towns, courts, sums and months are not', () => {
  const spans = [
    span('3 May 2004', 'DATE'),
    span('June 2005', 'DATE'),
    span('court of Yopal', 'ORG_SMALL'),
    span('Ana Paz', 'PERSON'),
    span('250 dollars', 'AMOUNT'),
    span('5/6/21', 'DATE'),
  ] as Parameters<typeof toldToHelpers>[0]['spans']
  const learnt = toldToHelpers({ lang: 'en', text: TEXT, spans, identity: undefined })
  expect(learnt.spans.map(({ type }) => type)).toEqual(['DATE', 'UNSURE', 'UNSURE', 'PERSON', 'UNSURE', 'DATE'])
})
