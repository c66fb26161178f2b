import { hash } from 'node:crypto'
import { areInOrder } from '@amparo/contracts'
import { loadEngine } from '@amparo/text/node'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withoutPassages } from '../src/domain/passages.ts'
import { textsBy } from '../src/domain/redactor.ts'
import { derivedStatements } from '../src/domain/shown-statement.ts'
import type { RecordedStatement } from '../src/domain/statement.ts'
import type { Allowance } from '../src/domain/view.ts'
import { profileFor } from '../src/domain/view-policy.ts'
import { CANARIES } from './fixtures/forms.ts'
import { VIEWS } from './fixtures/views.ts'

const engine = loadEngine(() => performance.now())

const TEXT =
  'Yaneth Quillahuaman vivía en la casa. Crucé la frontera de noche sin papeles. El dueño guardaba los documentos.'
const sha256 = (text: string): string => hash('sha256', text, 'hex')
const marked = 'Crucé la frontera de noche sin papeles.'
const start = TEXT.indexOf(marked)
const statement: RecordedStatement = {
  ...{
    statementId: '7c1e1b1e-0000-4000-8000-000000000001',
    by: { hub: 'XA', agencyId: 'shelter' },
    reference: '5b1e0f0a',
    supersedes: null,
    current: true,
    lang: 'es',
    text: TEXT,
  },
  textSha256: sha256(TEXT),
  recording: { sha256: 'cd'.repeat(32), mediaType: 'audio/ogg', seconds: 1800 },
  interpreter: { mode: 'in_person', language: 'que', name: 'Eulogia Osorio' },
  present: [{ role: 'interviewer', name: 'Chaskita Uno' }],
  rights: { read: 'read_and_understood', language: 'que' },
  counsel: { mode: 'present', name: 'Urubambilla Dos' },
  ...{ place: 'child_interview_room', takenAt: '2026-03-02T10:20:00.000Z' },
  selfIncriminating: [{ start, end: start + marked.length, kind: 'irregular_entry_or_stay' }],
}
const known = { names: ['Yaneth Quillahuaman Osorio'] }
const allowance = (reader: string, categories: string[], changes: Partial<Allowance> = {}): Allowance => ({
  ...{ categories: new Set(categories), withheld: [], codeNameOnly: false },
  ...{ selfIncriminatingAgreed: false, judicialReview: false },
  disclosure: {
    ...{ reader, basis: 'consent', instrument: 'none', handlingCode: 'h2' },
    purpose: ['police', 'prosecution', 'court'].includes(reader) ? 'criminal_investigation' : 'legal_assistance',
  },
  ...changes,
})
const derive = (to: Allowance, ...all: readonly RecordedStatement[]) => {
  const profile = profileFor(VIEWS, to.disclosure, to.categories)
  const texts = textsBy(engine, VIEWS.texts.profiles[profile])
  const statements = all.length === 0 ? [statement] : all
  return derivedStatements({ statements, known, texts, policy: VIEWS, profile, now: new Date(0) }, to)
}
type Shown = ReturnType<typeof JSON.parse>
const shown = (to: Allowance, of = statement): Shown => {
  const { categories } = derive(to, of)
  const json: Shown = JSON.parse(JSON.stringify(categories))
  return json.narrative?.statements[0]
}

describe('a derivative of a statement', () => {
  test('says of what it is one, how and by which rules it was masked, and when', () => {
    expect(shown(allowance('prosecution', ['narrative', 'identity', 'suspects']))).toMatchObject({
      reference: statement.reference,
      derivativeOf: { original: 'statement', recordingSha256: 'cd'.repeat(32) },
      ...{ mode: 'proceedings', policyHash: VIEWS.hash, madeAt: '1970-01-01T00:00:00.000Z' },
      ...{ takenAt: statement.takenAt, place: 'child_interview_room', present: ['interviewer'], current: true },
      ...{ rights: { read: 'read_and_understood' }, counsel: { mode: 'present' }, interpreter: { mode: 'in_person' } },
    })
  })

  test('names nobody, not even who interpreted or was there, to whoever reads', () => {
    for (const reader of ['police', 'prosecution', 'court', 'legal_aid', 'shelter'])
      for (const canary of CANARIES)
        expect(JSON.stringify(derive(allowance(reader, ['narrative', 'identity', 'suspects'])))).not.toContain(canary)
  })

  test('has the hash of the original text, and how long the recording is, for nobody but who may have the whole text', () => {
    const all = ['narrative', 'identity', 'suspects', 'self_incriminating']
    const whole = [
      allowance('police', all, { selfIncriminatingAgreed: true }),
      allowance('prosecution', all, { selfIncriminatingAgreed: true }),
      allowance('court', all, { judicialReview: true }),
    ]
    const quiet = { ...statement, selfIncriminating: [] }
    for (const to of whole)
      expect(shown(to)).toMatchObject({
        derivativeOf: { textSha256: sha256(TEXT), recordingSha256: 'cd'.repeat(32) },
        recording: { mediaType: 'audio/ogg', seconds: 1800 },
      })
    // By who reads, never by what was marked.
    for (const reader of ['police', 'prosecution', 'court', 'central_authority', 'legal_aid', 'shelter'])
      for (const of of [statement, quiet]) {
        const told = JSON.stringify(shown(allowance(reader, all), of))
        for (const hidden of [sha256(TEXT), '1800']) expect(told).not.toContain(hidden)
      }
  })

  test('tells who helps no place and no day, and to nobody a hash who is not told the name', () => {
    const helper = shown(allowance('legal_aid', ['narrative', 'identity']))
    expect(helper).toMatchObject({ mode: 'assistance', takenAt: '2026-03', derivativeOf: { original: 'statement' } })
    expect(helper.derivativeOf).toEqual({ original: 'statement' })
    expect(helper.place).toBeUndefined()
    const nameless = shown(allowance('police', ['narrative']))
    expect(nameless).toMatchObject({ takenAt: '2026-03-02' })
    expect(nameless.derivativeOf).toEqual({ original: 'statement' })
  })

  test('without what incriminates the person looks like one in which nothing was marked', () => {
    for (const reader of ['police', 'prosecution', 'court', 'shelter']) {
      const to = allowance(reader, ['narrative', 'identity'])
      const plain = withoutPassages(TEXT, statement.selfIncriminating)
      const quiet = { ...statement, text: plain, textSha256: sha256(plain), selfIncriminating: [] }
      expect(shown(to).text).not.toMatch(/frontera/)
      expect(derive(to)).toEqual(derive(to, quiet))
    }
  })

  const all = (one: RecordedStatement): RecordedStatement => ({
    ...one,
    selfIncriminating: [{ start: 0, end: one.text.length, kind: 'other_offence' }],
  })
  const named = (reference: string, changes: Partial<RecordedStatement> = {}): RecordedStatement => ({
    ...{ ...statement, recording: null, selfIncriminating: [], reference, statementId: reference },
    ...changes,
  })

  test('of which all was marked is as if there were none; with a recording, as if there were nothing but that', () => {
    for (const reader of ['police', 'prosecution', 'court', 'shelter']) {
      const to = allowance(reader, ['narrative', 'identity', 'suspects', 'self_incriminating'])
      const [first, secret, last] = [
        named('a', { current: false }),
        all(named('b', { supersedes: 'a', current: false })),
        named('c', { supersedes: 'b' }),
      ]
      expect(derive(to, all(named('a')))).toEqual({ categories: {}, withheld: [], unsafe: [] })
      expect(derive(to, first, { ...secret, current: true })).toEqual(derive(to, { ...first, current: true }))
      expect(derive(to, first, secret, last)).toEqual(derive(to, first, { ...last, supersedes: 'a' }))
      expect(derive(to, all({ ...statement, lang: 'qu', recording: null }))).toEqual(derive(to, all(named('a'))))
      const recorded = { ...statement, text: '', textSha256: sha256(''), selfIncriminating: [] }
      expect(derive(to, all(statement))).toEqual(derive(to, recorded))
    }
    const agreed = allowance('prosecution', ['narrative'], { selfIncriminatingAgreed: true })
    expect(shown(agreed, all(named('a'))).text).toMatch(/frontera/)
  })

  test('takes no place of an older one where all of it was marked', () => {
    const to = allowance('police', ['narrative'])
    const many = Array.from({ length: 20 }, (_, n) => named(`n${n}`))
    expect(derive(to, ...many, all(named('marked')))).toEqual(derive(to, ...many))
    expect(derive(to, named('older'), ...many)).toEqual(derive(to, ...many))
  })

  test('has it for police and prosecution only if the person agreed after advice, whatever else is permitted', () => {
    const all = ['narrative', 'identity', 'suspects', 'self_incriminating']
    for (const reader of ['police', 'prosecution']) {
      expect(shown(allowance(reader, all)).text).not.toMatch(/frontera/)
      expect(shown(allowance(reader, all, { selfIncriminatingAgreed: true })).text).toMatch(/frontera/)
    }
    expect(shown(allowance('shelter', all, { selfIncriminatingAgreed: true })).text).not.toMatch(/frontera/)
  })

  test('has it for a judge whose court ordered a review, and for nobody else on such an order', () => {
    const all = ['narrative', 'identity', 'suspects', 'self_incriminating']
    const judge = shown(allowance('court', all, { judicialReview: true }))
    expect(judge.text).toMatch(/frontera/)
    expect(judge.judicialReview).toBe(true)
    const ordinary = shown(allowance('court', all, { selfIncriminatingAgreed: true }))
    expect(ordinary.text).not.toMatch(/frontera/)
    expect(ordinary).not.toHaveProperty('judicialReview')
    for (const reader of ['police', 'prosecution', 'shelter'])
      expect(shown(allowance(reader, all, { judicialReview: true })).text).not.toMatch(/frontera/)
  })

  test('tells who advises the person what was marked, kind by kind', () => {
    const { categories } = derive(allowance('legal_aid', ['narrative', 'self_incriminating']))
    expect(categories['self_incriminating']).toMatchObject({
      passages: [{ kind: 'irregular_entry_or_stay', text: expect.stringContaining('frontera') }],
    })
  })

  test('is left out as a whole, and it is said, when it cannot be masked', () => {
    const { categories, withheld } = derive(allowance('legal_aid', ['narrative']), { ...statement, lang: 'qu' })
    expect(JSON.stringify(categories)).not.toContain('dueño')
    expect(withheld).toEqual([{ category: 'narrative', reason: 'redaction_failed' }])
  })
})

describe('passages', () => {
  test('must lie inside the text, in order, none over another', () => {
    const at = (...spans: [number, number][]) => spans.map(([start, end]) => ({ start, end, kind: 'drugs' }))
    expect(areInOrder(at([0, 3], [3, 10]), 10)).toBe(true)
    for (const wrong of [at([0, 11]), at([4, 4]), at([0, 5], [4, 6]), at([5, 6], [0, 2])])
      expect(areInOrder(wrong, 10)).toBe(false)
  })

  test('leave no letter of theirs, wherever they lie', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 6 }), pairs => {
        // What stays is of one letter, what is marked of another.
        let text = ''
        const passages = pairs.flatMap(([stays, goes]) => {
          text += 'a'.repeat(stays.length)
          const from = text.length
          text += 'b'.repeat(goes.length)
          return goes === '' ? [] : [{ start: from, end: text.length, kind: 'drugs' }]
        })
        const left = withoutPassages(text, passages)
        expect(left).not.toContain('b')
        expect(left.replaceAll(' ', '').length).toBe(text.replaceAll('b', '').length)
      }),
    )
  })
})
