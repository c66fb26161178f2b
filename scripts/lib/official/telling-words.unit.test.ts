import type { judging } from '@amparo/text/node'
import { expect, test } from 'vitest'
import { toldBy } from './telling-words.ts'

type Lang = judging.Marked['lang']
const marked = (lang: Lang, text: string, name?: string): judging.Marked => {
  const start = name === undefined ? -1 : text.indexOf(name)
  const spans = name === undefined ? [] : [{ start, end: start + name.length, type: 'PERSON' as const }]
  return { lang, text, spans, identity: undefined }
}
const LANGS = ['es', 'pt', 'fr', 'en'] as const
const many = (text: string, name?: string) =>
  LANGS.flatMap(lang => Array.from({ length: 6 }, () => marked(lang, text, name)))
const JUDGMENTS = many('The appeal of Quispe was dismissed and the judgment upheld.', 'Quispe')
const NOTES = many('She was tired and asked for her phone.')

test('words of judgments speak for one, words of notes against, in each language', () => {
  const told = toldBy([JUDGMENTS], NOTES)
  for (const lang of LANGS) {
    const { weights, bias } = told[lang]
    expect(weights.get('appeal')).toBeGreaterThan(0)
    expect(weights.get('judgment')).toBeGreaterThan(0)
    expect(weights.get('tired')).toBeLessThan(0)
    expect(Number.isInteger(bias)).toBe(true)
  }
})

test('nothing is learnt of what is marked, nor of what few texts hold', () => {
  const told = toldBy([[...JUDGMENTS, marked('en', 'A rare estoppel.')]], NOTES)
  expect(told.en.weights.has('quispe')).toBe(false)
  expect(told.en.weights.has('estoppel')).toBe(false)
})

test('the same texts tell the same', () => {
  expect(toldBy([JUDGMENTS], NOTES)).toEqual(toldBy([JUDGMENTS], NOTES))
})
