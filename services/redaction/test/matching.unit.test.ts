import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { poprf } from '@amparo/crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { epochAt, epochEnd, isOpenEpoch, publicInput } from '../src/domain/matching/epoch.ts'
import { isSet, MOST_ENTRIES, membersOf, packSet } from '../src/domain/matching/match-set.ts'
import { matchTextsOf } from '../src/domain/matching/match-texts.ts'
import { isOverQuota } from '../src/domain/matching/question.ts'
import type { SubjectForm } from '../src/domain/subject-form.ts'
import { readKeyList } from '../src/policy/match-keys.ts'
import { aPayload } from './fixtures/forms.ts'

const shipped = readFileSync(new URL('../policy/match-keys.v1.json', import.meta.url), 'utf8')
const list = readKeyList(shipped)

interface Person {
  readonly names?: readonly string[]
  readonly dateOfBirth?: string | null
  readonly documents?: readonly { type: string; number: string }[]
  readonly phones?: readonly string[]
  readonly nationalities?: readonly string[]
}
function formOf({ nationalities = [], ...known }: Person): SubjectForm {
  const data = aPayload()
  const none = { names: [], aliases: [], dateOfBirth: null, documents: [], phones: [] }
  const identity = { ...data.subject.identity, ...none, ...known }
  return { ...data, subject: { ...data.subject, identity, nationalities } } as SubjectForm
}
const keysOf = (person: Person) => matchTextsOf(formOf(person), list).map(({ key }) => key)
const textsOf = (person: Person) => matchTextsOf(formOf(person), list).map(({ text }) => text)

describe('the keys that two hubs ask by', () => {
  const whole = {
    ...{ names: ['Wilda Aguaytía de la Cruz'], dateOfBirth: '2001-02-03', phones: ['+599 55 07 31'] },
    ...{ documents: [{ type: 'passport', number: 'XA 99-0731' }], nationalities: ['XC'] },
  }
  test('are made of what is known, the most telling first', () => {
    expect(keysOf(whole)).toEqual([
      ...['document_nationality', 'name_birth_date', 'document_birth_year', 'phone_birth_year', 'sound_birth_year'],
    ])
    expect(keysOf({ ...whole, dateOfBirth: '2001' })).not.toContain('name_birth_date')
    expect(keysOf({ names: ['Wilda'], dateOfBirth: '2001-02-03' })).toEqual([])
    expect(keysOf({ names: ['Wilda Aguaytía'] })).toEqual([])
    expect(keysOf({ ...whole, documents: [{ type: 'passport', number: '12' }] })).not.toContain('document_nationality')
  })
  test('are the same however it was written down', () => {
    const other = {
      ...{ names: ['CRUZ, Wilda AGUAYTIA'], dateOfBirth: '2001-02-03', phones: ['0599-550731'] },
      ...{ documents: [{ type: 'id_card', number: 'xa990731' }], nationalities: ['XC'] },
    }
    expect(textsOf(other)).toEqual(textsOf(whole))
    const heard = textsOf({ names: ['Guilda Aguaitia Crus'], dateOfBirth: '2001' })
    expect(textsOf({ names: ['Guilda Aguaytía Cruz'], dateOfBirth: '2001-02-03' })).toEqual(
      expect.arrayContaining(heard),
    )
  })
  test('are of the whole list or none: a list that is changed has another hash, and one part alone is no key', () => {
    expect(readKeyList(`${shipped} `).hash).not.toBe(list.hash)
    for (const text of [
      '',
      '{}',
      shipped.replace('["name", "birth_date"]', '["name"]'),
      shipped.replace('phone"', 'shoe"'),
    ])
      expect(() => readKeyList(text)).toThrow(TypeError)
  })
})

describe('the set', () => {
  const random = (seed: number) => new Uint8Array(64).fill(seed)
  test('has a power of two of entries, in their own order, and holds what was put in', () => {
    const outputs = [random(3), random(1), random(2)]
    const set = packSet(outputs, randomBytes)
    expect([set.byteLength, isSet(set)]).toEqual([256 * 7, true])
    expect(outputs.every(membersOf(set))).toBe(true)
    expect(membersOf(set)(random(9))).toBe(false)
    expect(packSet([], randomBytes).byteLength).toBe(set.byteLength)
    let n = 0
    const many = Array.from({ length: 257 }, () => new Uint8Array(Buffer.from(String(n++).padStart(7, '0'))))
    expect(packSet(many, randomBytes).byteLength).toBe(512 * 7)
  })
  test('is none where it is not made like that', () => {
    const set = packSet([], randomBytes)
    for (const bad of [set.subarray(7), set.subarray(1), new Uint8Array(set.byteLength), Buffer.from(set).reverse()])
      expect(isSet(bad)).toBe(false)
  })
  test('is not made of more than a message can carry', () => {
    let n = 0
    const next = () => {
      const bytes = new Uint8Array(7)
      new DataView(bytes.buffer).setUint32(0, n++)
      return bytes
    }
    expect(() => packSet(Array.from({ length: MOST_ENTRIES + 1 }, next), randomBytes)).toThrow(RangeError)
  })
})

test('somebody is found in the set if and only if they have a key in common with somebody in it', () => {
  const info = publicInput('XA', 'XB', '2026-03-01')
  const key = poprf(info).keyFrom(new Uint8Array(32).fill(5), new Uint8Array())
  const outputs = new Map<string, Uint8Array>()
  const evaluate = (text: string) => {
    const known = outputs.get(text) ?? poprf(info).evaluate(key, Buffer.from(text, 'utf8'))
    outputs.set(text, known)
    return known
  }
  const person = fc.record({
    names: fc.subarray(['Wilda Aguaytía', 'Ulda Wotzbelí', 'Irmina Xicará']),
    dateOfBirth: fc.constantFrom(null, '2001', '2001-02-03', '2002-02-03'),
    documents: fc.subarray([
      { type: 'passport', number: 'XA990731' },
      { type: 'passport', number: 'XB110022' },
    ]),
    phones: fc.subarray(['+59955073100']),
    nationalities: fc.subarray(['XC', 'XA']),
  })
  fc.assert(
    fc.property(fc.array(person, { maxLength: 3 }), person, (held, asked) => {
      const known = new Set(held.flatMap(textsOf))
      const isMember = membersOf(packSet([...known].map(evaluate), randomBytes))
      const hits = textsOf(asked).filter(text => isMember(evaluate(text)))
      expect(hits).toEqual(textsOf(asked).filter(text => known.has(text)))
    }),
    { numRuns: 60 },
  )
})

describe('an epoch', () => {
  test('is a day of UTC, with an hour of grace, and not one to come', () => {
    expect(epochAt(new Date('2026-03-01T23:59:59Z'))).toBe('2026-03-01')
    expect(epochEnd('2026-03-01')).toEqual(new Date('2026-03-02T01:00:00Z'))
    expect(isOpenEpoch('2026-03-01', new Date('2026-03-02T00:59:59Z'))).toBe(true)
    expect(isOpenEpoch('2026-03-01', new Date('2026-03-02T01:00:00Z'))).toBe(false)
    expect(isOpenEpoch('2026-03-02', new Date('2026-03-01T23:59:59Z'))).toBe(false)
    for (const none of ['', '2026-3-1', 'x', '2026-13-45'])
      expect(isOpenEpoch(none, new Date('2026-03-01T12:00:00Z'))).toBe(false)
  })
  test('and the two hubs, each in its place, make the public input', () => {
    const all = [
      ['XA', 'XB', '2026-03-01'],
      ['XB', 'XA', '2026-03-01'],
      ['XA', 'XB', '2026-03-02'],
      ['X', 'AXB', '2026-03-01'],
    ]
    const inputs = all.map(([one = '', other = '', epoch = '']) =>
      Buffer.from(publicInput(one, other, epoch)).toString(),
    )
    expect(new Set(inputs).size).toBe(4)
  })
})

test('a hub is over its quota by the day and by the hour', () => {
  const quota = { aDay: 10, anHour: 3 }
  expect(isOverQuota(quota, { lastDay: 9, lastHour: 2 })).toBe(false)
  expect(isOverQuota(quota, { lastDay: 10, lastHour: 0 })).toBe(true)
  expect(isOverQuota(quota, { lastDay: 3, lastHour: 3 })).toBe(true)
})
