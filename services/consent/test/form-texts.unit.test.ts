import { describe, expect, it } from 'vitest'
import { inUse, textsAccepted } from '../src/domain/form-texts.ts'
import { FormsError, loadFormTexts } from '../src/forms/load.ts'
import { formTexts } from './fixtures/form-texts.ts'

describe('the texts of the consent form', () => {
  it('never change: consents name them by their hash, and another text is another version', () => {
    expect(formTexts.map(({ version, language, sha256 }) => [version, language, sha256])).toMatchInlineSnapshot(`
      [
        [
          "2026-1",
          "spa",
          "593970bd1fb86f44180bfbe12111cf56f3cf2d05a404a9d1fd128633da9c21b2",
        ],
        [
          "2026-1",
          "eng",
          "976524daf0c1d625cf51f094127979d256a8894bc04870a19f1f60d3d033a0b6",
        ],
        [
          "2026-1",
          "fra",
          "02608b7580f7c820c50345f7724419e6eb26cb2d95071a1c20c95e6718d3af2c",
        ],
        [
          "2026-1",
          "por",
          "ab2d41d273ded40c941a7f46ff650b2aeafe260cf8be167f4c0d8ea24539dd9a",
        ],
        [
          "2026-2",
          "por",
          "94ec7a43bd954d5191a1c7771e734beeb7b082d277b6e18de1730f3ec58f69e6",
        ],
      ]
    `)
  })

  it('tell the same eleven things in each language', () => {
    for (const { text } of formTexts) expect(text.match(/^\d+\. \*\*/gm)).toHaveLength(11)
  })

  const text = { version: '1', language: 'spa', sha256: 'a', text: '', from: '2026-01-02', until: '2026-01-03' }
  const noon = (day: string) => new Date(`${day}T12:00:00Z`)

  it('are read to people from their first day to their last', () => {
    const on = (day: string) => inUse([text], noon(day)).length === 1
    expect(['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'].map(on)).toEqual([false, true, true, false])
  })

  it('may be named by what is entered within a month after, for it was taken on paper', () => {
    const on = (day: string) => textsAccepted([text], noon(day)).has('a')
    expect(['2026-01-01', '2026-01-02', '2026-02-03', '2026-02-04'].map(on)).toEqual([false, true, true, false])
  })

  it('are one to a language on each day', () => {
    for (const day of ['2026-01-01', '2026-11-30', '2026-12-01', '2027-01-01'])
      expect(inUse(formTexts, noon(day)).map(({ language }) => language)).toEqual(['spa', 'eng', 'fra', 'por'])
  })

  it('that are not there stop the service from starting', () => {
    expect(() => loadFormTexts('/nowhere')).toThrow(FormsError)
  })
})
