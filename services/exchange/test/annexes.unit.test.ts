import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { annexesOf, faultOfAnnexes } from '../src/domain/requests/annexes.ts'
import { loadRules } from '../src/terms/load.ts'

const { kind, handling, source, information } = {
  kind: 'document',
  handling: 'h2',
  source: 'source-a',
  information: 'information-1',
}
const annex = (changes: object = {}) => ({
  ...{ item: randomUUID(), sha256: 'a'.repeat(64), kind, handling, source, information },
  ...changes,
})

describe('annexes of a request', () => {
  test('are files by id, hash, handling code and evaluation', () => {
    const one = annex()
    expect(faultOfAnnexes([one, annex({ handling: 'h0' })])).toBeUndefined()
    expect(annexesOf({ annexes: [one] })).toEqual([one])
    expect(annexesOf({})).toEqual([])
  })
  test.each([
    ['a text', 'text', 'wrong_type'],
    ['none', [], 'too_few'],
    ['too many', Array.from({ length: 21 }, () => annex()), 'too_many'],
    ['one without an id', [annex({ item: 'x' })], 'required'],
    ['one by no hash', [annex({ sha256: 'x' })], 'not_a_hash'],
    ['one with another handling code', [annex({ handling: 'h4' })], 'not_on_the_list'],
    ['one without an evaluation', [{ ...annex(), source: '' }], 'not_on_the_list'],
    ['one that says more', [annex({ name: 'yaneth' })], 'unknown_field'],
  ])('%s is refused', (_, answer, code) => {
    expect(faultOfAnnexes(answer)).toBe(code)
  })
  test('two by one id are refused', () => {
    const one = annex()
    expect(faultOfAnnexes([one, { ...one, sha256: 'b'.repeat(64) }])).toBe('repeated')
  })
  test('have the codes that the protocol has for what is handed over, each with its words', () => {
    const { words, steps } = loadRules().latest
    const items = JSON.parse(JSON.stringify(steps['execute']?.data)).properties.items.items.properties
    for (const [name, { enum: codes }] of Object.entries<{ enum?: string[] }>(items))
      for (const code of codes ?? []) {
        expect([name, code, faultOfAnnexes([annex({ [name]: code })])]).toEqual([name, code, undefined])
        expect(words[code]).toBeDefined()
      }
  })
})
