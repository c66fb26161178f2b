import { idOfHex, isUuid, uuidOf } from '@amparo/kernel'
import { expect, test } from 'vitest'

test('An id is known by its form, in lower case and whole', () => {
  const id = '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0001'
  for (const one of [id, uuidOf('ab'.repeat(32)), idOfHex('01'.repeat(16))]) expect(isUuid(one)).toBe(true)
  for (const none of ['', 'x', id.toUpperCase(), `${id}'`, `${id}\n`, ` ${id}`, `{${id}}`, id.replaceAll('-', '')])
    expect(isUuid(none), none).toBe(false)
})
