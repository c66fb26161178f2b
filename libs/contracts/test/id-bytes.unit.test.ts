import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idsInBytes, idsToBytes } from '../src/index.ts'

test('ids are the same after a journey as bytes, sixteen each', () => {
  fc.assert(
    fc.property(fc.array(fc.uuid(), { maxLength: 9 }), ids => {
      const bytes = idsToBytes(ids)
      expect(bytes).toEqual(new Uint8Array(Buffer.from(ids.map(id => id.replaceAll('-', '')).join(''), 'hex')))
      expect(idsInBytes(bytes)).toEqual(ids)
    }),
  )
})

test('what is no whole id is none', () => {
  expect([1, 15, 17, 33].map(length => idsInBytes(new Uint8Array(length)))).toEqual(Array(4).fill(undefined))
})
