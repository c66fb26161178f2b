import { Basis, create, DataCategory, EntrySchema, fromBinary, toBinary } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { leafOf } from '../src/commands/append-entry.ts'
import { entryBytes } from '../src/domain/placement.ts'
import { splitMessage } from '../src/domain/split-message.ts'
import { anEntry } from './support.ts'

const subject = {
  subjectRef: 'a-person',
  categories: [DataCategory.IDENTITY, DataCategory.CONTACT],
  withheld: [{ category: DataCategory.HEALTH, reason: 'mandate' }],
}
const entry = create(
  EntrySchema,
  anEntry({ ...subject, basisVersion: 300, basis: Basis.CONSENT, code: 'x'.repeat(120) }),
)

test('An entry is cut into who looked and about whom, and both together are the entry', () => {
  const leaf = leafOf(entry)
  expect(fromBinary(EntrySchema, leaf.subject)).toEqual(create(EntrySchema, subject))
  expect(fromBinary(EntrySchema, leaf.actor)).toEqual({ ...entry, subjectRef: '', categories: [], withheld: [] })
  expect(fromBinary(EntrySchema, entryBytes(leaf.actor, leaf.subject))).toEqual(entry)
})

test('Fields of every form on the wire are told apart', () => {
  const fields = [
    [0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
    [0x11, 1, 2, 3, 4, 5, 6, 7, 8],
    [0x1a, 3, 7, 7, 7],
    [0x25, 1, 2, 3, 4],
    [0x82, 0x01, 1, 9],
  ]
  const { own, rest } = splitMessage(Uint8Array.from(fields.flat()), new Set([2, 16]))
  expect([...own]).toEqual([fields[1], fields[4]].flat())
  expect([...rest]).toEqual([fields[0], fields[2], fields[3]].flat())
})

test('What is no message is not cut', () => {
  const whole = toBinary(EntrySchema, entry)
  expect(() => splitMessage(whole.subarray(0, -1), new Set([8]))).toThrow(RangeError)
  for (const bytes of [[0x0b], [0x08], [0x0a, 5, 1], [0x09, 1]])
    expect(() => splitMessage(Uint8Array.from(bytes), new Set([8]))).toThrow(RangeError)
})
