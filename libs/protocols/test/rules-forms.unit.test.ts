import { describe, expect, it } from 'vitest'
import { checkProtocol, formsOf, LANGUAGES, loadBook, scoreOf } from '../src/index.ts'

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

describe('a protocol names the forms of its referrals', () => {
  it('those that its steps wait for, and those it lists', () => {
    expect([...formsOf({ forms: ['a'], steps: {} })]).toEqual(['a'])
    const waiting = book.all().flatMap(({ protocol, steps }) => [...formsOf({ steps })].map(form => [protocol, form]))
    expect(waiting).toContainEqual(['witness-protection', 'threat-assessment'])
    expect(waiting).toContainEqual(['formal-identification', 'trafficking-indicators-child'])
    for (const [protocol = '', form = ''] of waiting)
      expect(formsOf(book.latest(protocol) ?? { steps: {} }).has(form)).toBe(true)
  })

  it('that of a threat stands in witness protection alone: its name tells what a referral is about', () => {
    const of = book.everyVersion().filter(protocol => formsOf(protocol).has('threat-assessment'))
    expect(of.map(({ protocol }) => protocol)).toEqual(['witness-protection'])
  })

  it('each form there is stands in some protocol, and no other is listed', () => {
    const named = new Set(book.all().flatMap(protocol => [...formsOf(protocol)]))
    expect([...named].sort()).toEqual(book.forms().map(({ form }) => form))
    const [standard] = book.all()
    if (standard === undefined) throw new Error('no protocol')
    const forms = new Set(book.forms().map(({ form }) => form))
    expect(checkProtocol({ ...standard, forms: ['horoscope'] }, { forms })).toContainEqual(
      expect.objectContaining({ code: 'unknown_form', path: ['forms', 0] }),
    )
  })
})
