import { LISTING } from '@amparo/crypto/bundle'
import { expect, it } from 'vitest'
import { folderOf } from '../src/commands/sealed/folder.ts'

const MEMBER_BYTES = 16 * 1024 ** 2
const MEMBERS = 270
/** APPNOTE 4.3.14: without it nobody finds what lies past 4 GiB. */
const ZIP64_END = Buffer.from('PK\x06\x06', 'latin1')

it('A folder of more than 4 GiB is a ZIP of the length that was said, which whoever goes on gets the end of', async () => {
  const member = Buffer.alloc(MEMBER_BYTES, 7)
  const names = [LISTING, ...Array.from({ length: MEMBERS }, (_, number) => `chunks/${number}.gpg`)]
  const source = { names: async () => names, sizeOf: () => MEMBER_BYTES, read: async () => member }
  const { size, from } = await folderOf('amparo', { source, signers: [] })
  expect(size).toBeGreaterThan(4 * 1024 ** 3)
  let came = 0
  let end = Buffer.alloc(0)
  for await (const bytes of from(0)) {
    came += bytes.byteLength
    end = Buffer.concat([end, bytes.subarray(-100_000)]).subarray(-100_000)
  }
  expect(came).toBe(size)
  expect(end.includes(ZIP64_END)).toBe(true)
  const again: Uint8Array[] = []
  for await (const bytes of from(size - end.byteLength)) again.push(bytes)
  expect(Buffer.concat(again).equals(end)).toBe(true)
})
