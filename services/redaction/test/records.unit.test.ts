import { generateDataKey } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { openRecord } from '../src/store/records.ts'
import { sealJson } from '../src/store/sealed-json.ts'

test('a record of a kind that nobody knows cannot be opened, and is not said to be away for a moment', () => {
  const [key, subjectId, kind, version] = [generateDataKey(), 'one', 'another', 1]
  const ciphertext = sealJson(key, {}, { subjectId, kind, version })
  expect(() => openRecord(key, subjectId, { kind, version, ciphertext })).toThrow(
    expect.objectContaining({ code: 'record_unreadable' }),
  )
})
