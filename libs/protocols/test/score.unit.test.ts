import { describe, expect, it } from 'vitest'
import { type Answer, answersOf, formFile, loadBook, scoreOf } from '../src/index.ts'

const TEXT = { es: 'Texto', en: 'Text', fr: 'Texte', pt: 'Texto' }
const form = formFile.parse({
  form: 'test',
  version: 1,
  name: TEXT,
  about: TEXT,
  sources: ['a test'],
  sections: [
    {
      id: 'first',
      text: TEXT,
      items: { threatened: { text: TEXT, weight: 3, flag: 'danger' }, alone: { text: TEXT } },
    },
    { id: 'second', text: TEXT, items: { fear: { text: TEXT, weight: 2, answers: 'level', flag: 'danger' } } },
  ],
  bands: [
    { id: 'low', from: 0, text: TEXT },
    { id: 'high', from: 3, text: TEXT },
  ],
})

describe('a score', () => {
  it('shows what each answer adds', () => {
    expect(scoreOf(form, { threatened: 'yes', alone: 'yes', fear: 'medium' })).toEqual({
      score: 5,
      max: 7,
      band: 'high',
      flags: ['danger'],
      byItem: [
        { item: 'threatened', answer: 'yes', weight: 3, points: 3 },
        { item: 'alone', answer: 'yes', weight: 0, points: 0 },
        { item: 'fear', answer: 'medium', weight: 2, points: 2 },
      ],
      unknown: 0,
    })
  })

  it('adds nothing for what is unknown or not answered, and counts it', () => {
    expect(scoreOf(form, { threatened: 'unknown', fear: 'low' })).toMatchObject({ score: 0, band: 'low', unknown: 2 })
  })

  it('raises a flag however low it is', () => {
    const answers: Record<string, Answer> = { fear: 'high' }
    expect(scoreOf({ ...form, bands: [form.bands[0] ?? { id: '', from: 0, text: TEXT }] }, answers)).toMatchObject({
      band: 'low',
      flags: ['danger'],
    })
  })

  it('takes no notice of answers to questions the form does not have', () => {
    expect(scoreOf(form, { invented: 'yes' }).score).toBe(0)
  })
})

describe.each(
  loadBook()
    .forms()
    .map(file => ({ name: file.form, file })),
)('the form $name', ({ file }) => {
  const items = file.sections.flatMap(section => Object.entries(section.items))
  const all = (worst: boolean) =>
    Object.fromEntries(
      items.map(([item, { answers }]) => [item, worst ? (answers === 'level' ? 'high' : 'yes') : 'unknown'] as const),
    )

  it('reaches its last band when everything is at its worst, and its first when nothing is known', () => {
    expect(scoreOf(file, all(true))).toMatchObject({ band: file.bands.at(-1)?.id, unknown: 0 })
    expect(scoreOf(file, all(true)).score).toBe(scoreOf(file, all(true)).max)
    expect(scoreOf(file, all(false))).toMatchObject({
      band: file.bands[0]?.id,
      score: 0,
      flags: [],
      unknown: items.length,
    })
  })

  it('offers "unknown" for every item', () => {
    for (const [, { answers }] of items) expect(answersOf(answers)).toContain('unknown')
  })
})
