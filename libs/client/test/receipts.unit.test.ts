import { expect, test } from 'vitest'
import type { Api } from '../src/api/request.ts'
import { receipts } from '../src/receipts.ts'

test('what was signed is read to the last page, and is nothing where a page of it is not to be had', async () => {
  const asked: unknown[] = []
  const pages = [
    { items: ['a', 'b'], next: 'one' },
    { items: ['c'], next: null },
  ]
  let missing = false
  const get = async (service: string, path: string, query: { readonly cursor?: string }) => {
    asked.push([service, path, query])
    if (query.cursor === undefined) return pages[0]
    if (missing) throw new Error('away')
    return pages[1]
  }
  const { requestReceipts, receipts: ofReferral } = receipts({ get } as unknown as Api)
  expect(await requestReceipts('r 1')).toEqual(['a', 'b', 'c'])
  expect(await ofReferral('r', 'file')).toEqual(['a', 'b', 'c'])
  expect(asked).toEqual([
    ['exchange', '/evidence-requests/r%201/evidence', { limit: 100, cursor: undefined }],
    ['exchange', '/evidence-requests/r%201/evidence', { limit: 100, cursor: 'one' }],
    ['exchange', '/evidence', { referralId: 'r', carried: 'file', limit: 100, cursor: undefined }],
    ['exchange', '/evidence', { referralId: 'r', carried: 'file', limit: 100, cursor: 'one' }],
  ])
  missing = true
  await expect(requestReceipts('r')).rejects.toThrow('away')
})
