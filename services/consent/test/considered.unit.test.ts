import { expect, test } from 'vitest'
import type { NamedBasis } from '../src/domain/considered.ts'
import { listOf, listRows, readList } from '../src/store/considered.ts'

const basis = (id: string, version = 1): NamedBasis => ({ id, version, basis: 'consent', origin: 'recorded' })
const [one, other] = [basis('one'), basis('other')]
const none = new Map()

test('a list that is the same, or says the same, has one hash, and another has another', () => {
  const bases = [one, other]
  const { hash } = listOf({ bases, struck: none })
  expect(listOf({ bases, struck: new Map([[one, 'consent_expired']]) }).hash).toBe(hash)
  expect(listOf({ bases: [basis('one'), basis('other')], struck: none }).hash).toBe(hash)
  expect(listOf({ bases: [one, basis('other', 2)], struck: none }).hash).not.toBe(hash)
  expect(listOf({ bases: [one], struck: none }).hash).not.toBe(hash)
})

test('what is kept of a list and of what was struck out in it is read as it was', () => {
  const considered = { bases: [one, other], struck: new Map([[other, 'consent_withdrawn' as const]]) }
  const list = listOf(considered)
  expect(list.struck).toEqual({ consent_withdrawn: [1] })
  expect(readList(listRows([list])[0]?.bases, list.struck)).toEqual(considered)
})

test('of before lists were kept once, each basis says itself which row struck it out', () => {
  const read = readList([one, { ...other, struckBy: 'consent_expired' }], null)
  expect(read.bases.map(each => read.struck.get(each))).toEqual([undefined, 'consent_expired'])
})
