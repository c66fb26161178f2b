import { expect, test } from 'vitest'
import { toldToHelpers } from './told.ts'

const TEXT = 'On 3 May 2004 and in June 2005 the court of Yopal fined Ana Paz 250 dollars; 5/6/21.'
const span = (piece: string, type: string) => {
  const start = TEXT.indexOf(piece)
  return { start, end: start + piece.length, type }
}

const LEARNT = [
  [
    '08/07/2021',
    '20220907',
    'May 29, 2021',
    '2019-02-26',
    '27-FEB',
    'VEINTIDÓS DE FEBRERO',
    'vingt-six juillet',
    '30 de maio',
  ],
  ['06/2022', 'nov/2021', 'marzo a septiembre de dos mil dieciocho', 'mid-2011', 'février', '2020'],
] as const

test.each(LEARNT[0].map(day => [day]))('%s is a day', day => {
  expect(typeOf(day)).toBe('DATE')
})

test.each(LEARNT[1].map(month => [month]))('%s is none', month => {
  expect(typeOf(month)).toBe('UNSURE')
})

const typeOf = (date: string) =>
  toldToHelpers({
    ...{ lang: 'en', text: date, identity: undefined },
    spans: [{ start: 0, end: date.length, type: 'DATE' }],
  }).spans[0]?.type

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
