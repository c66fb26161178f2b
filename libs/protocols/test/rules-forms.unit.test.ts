import { describe, expect, it } from 'vitest'
import { LANGUAGES, loadBook, scoreOf } from '../src/index.ts'

const book = loadBook()

describe('forms', () => {
  it.each(book.forms().map(form => ({ name: form.form, form })))(
    '$name has words for each flag it raises',
    ({ form }) => {
      const raised = form.sections.flatMap(({ items }) => Object.values(items)).flatMap(({ flag }) => flag ?? [])
      expect(new Set(raised)).toEqual(new Set(Object.keys(form.flags)))
      for (const language of LANGUAGES) expect(form.about[language].length).toBeGreaterThan(20)
    },
  )

  it('nothing known is no reassurance: it scores nothing and is counted as unknown', () => {
    for (const form of book.forms()) {
      const { score, unknown, byItem } = scoreOf(form, {})
      expect(score).toBe(0)
      expect(unknown).toBe(byItem.length)
    }
  })

  it('each band can be reached', () => {
    for (const form of book.forms()) expect(scoreOf(form, {}).max).toBeGreaterThanOrEqual(form.bands.at(-1)?.from ?? 0)
  })
})
