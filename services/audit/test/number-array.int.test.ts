import { join } from 'node:path'
import { openStore } from '@amparo/store'
import { useHubDatabase } from '@amparo/testing'
import { afterAll, expect, test } from 'vitest'
import { int4Array, int8Array } from '../src/store/number-array.ts'

const database = await useHubDatabase({ services: { audit: join(import.meta.dirname, '../migrations') } })
const url = database.services['audit'] ?? ''
const store = await openStore({ url, service: 'audit', entities: [], applicationName: 'audit' })
afterAll(() => store.close())

const asRead = async (type: string, array: Buffer) => {
  const [row] = await store.statement<{ text: string }>(`select $1::${type}[]::text as text`, [array])
  return row?.text
}

test.each([
  ['one', [7]],
  ['some', [0, 1, 255, 65_536, 2 ** 31 - 1]],
])('The database reads %s of 32 bits', async (_, numbers) => {
  expect(await asRead('int', int4Array(numbers))).toBe(`{${numbers.join(',')}}`)
})

test('The database reads numbers of 64 bits, below zero too, and those that are missing', async () => {
  const most = Number.MAX_SAFE_INTEGER
  const array = int8Array([0, 1, -1, 2 ** 31, -(2 ** 31), 2 ** 32, -(2 ** 32) - 1, most, -most, undefined])
  expect(await asRead('bigint', array)).toBe(
    `{0,1,-1,2147483648,-2147483648,4294967296,-4294967297,${most},${-most},NULL}`,
  )
})

test('The database reads an array without anything in it', async () => {
  expect(await asRead('bigint', int8Array([]))).toBe('{}')
  expect(await asRead('int', int4Array([]))).toBe('{}')
})
