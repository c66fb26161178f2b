import {
  Action,
  Basis,
  create,
  DataCategory,
  type Entry,
  EntrySchema,
  fromBinary,
  Relation,
  SignedSchema,
  toBinary,
} from '@amparo/contracts'
import { expect, test } from 'vitest'
import { leafOf } from '../src/commands/append-entry.ts'
import { fieldsWriter } from '../src/commands/write-fields.ts'
import { entryBytes } from '../src/domain/placement.ts'
import { anEntry, type EntryInit } from './support.ts'

const subject = {
  subjectRef: 'a-person',
  categories: [DataCategory.IDENTITY, DataCategory.CONTACT],
  withheld: [{ category: DataCategory.HEALTH, reason: 'mandate' }],
}
const entryOf = (init: EntryInit): Entry => create(EntrySchema, init)
const entry = entryOf(anEntry({ ...subject, basisVersion: 300, basis: Basis.CONSENT, code: 'x'.repeat(120) }))
const withoutSubject = { subjectRef: '', categories: [], withheld: [], relations: [] }

test('An entry is cut into who looked and about whom, and both together are the entry', () => {
  const leaf = leafOf(entry)
  expect(fromBinary(EntrySchema, leaf.subject)).toEqual(create(EntrySchema, subject))
  expect(fromBinary(EntrySchema, leaf.actor)).toEqual({ ...entry, ...withoutSubject })
  expect(fromBinary(EntrySchema, leaf.entry)).toEqual(entry)
  expect(leaf.entry).toEqual(entryBytes(leaf.actor, leaf.subject))
})

test.each<[string, EntryInit]>([
  ['nothing', {}],
  [
    'all that it can have',
    { ...anEntry(subject), relations: [Relation.SAME_FAMILY_NAME], packageHash: 'ef'.repeat(32) },
  ],
  ['several roles', { roles: ['caseworker', '', 'central_authority'] }],
  ['the longest text of which one byte counts the letters', { code: 'x'.repeat(127) }],
  ['a short text with a letter of two bytes', { code: 'a señal', assigneeId: 'ñ'.repeat(100) }],
  ['a text of more bytes than one counts', { code: 'x'.repeat(128), assigneeId: 'y'.repeat(20_000) }],
  ['letters of several bytes', { code: 'ñ€😀'.repeat(3_000) }],
  ['a number of 32 bits', { basisVersion: 2 ** 32 - 1, action: Action.VIEW_OPENED }],
  ['a moment before 1970', { occurredAt: { seconds: -1n, nanos: 999_999_999 } }],
  ['a moment far ahead', { occurredAt: { seconds: 253_402_300_799n, nanos: 0 } }],
  ['an agency of which nothing is said', { agency: {}, recipient: { hub: 'XB' } }],
  [
    'much that was withheld',
    { withheld: Array.from({ length: 300 }, (_, i) => ({ category: i as DataCategory, silent: i % 2 === 0 })) },
  ],
])('An entry with %s is written as protocol buffers write it', (_, init) => {
  const { actor, subject: about } = leafOf(entryOf(init))
  const { subjectRef = '', categories = [], withheld = [], relations = [] } = init
  expect(actor).toEqual(Buffer.from(toBinary(EntrySchema, entryOf({ ...init, ...withoutSubject }))))
  expect(about).toEqual(Buffer.from(toBinary(EntrySchema, entryOf({ subjectRef, categories, withheld, relations }))))
})

test('A field that this version does not know is not written', () => {
  const newer = fromBinary(EntrySchema, Buffer.concat([toBinary(EntrySchema, entry), Uint8Array.of(0xf8, 0x07, 1)]))
  expect(leafOf(newer).entry).toEqual(leafOf(entry).entry)
})

test('A message of a form that no entry has is refused before anything is written', () => {
  expect(() => fieldsWriter(SignedSchema)).toThrow(TypeError)
})
