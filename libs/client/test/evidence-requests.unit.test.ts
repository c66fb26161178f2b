import { expect, it } from 'vitest'
import { evidenceRequests } from '../src/evidence-requests.ts'
import { createApi } from '../src/index.ts'
import { fakeSession, urls } from './fakes.ts'

const AT = { before: '2026-03-04T05:06:07.000Z', beforeId: '3f6a1c62-7a39-4b05-9c3e-4bb3b4b1f001' }
const asked: string[] = []
const pages = [
  { items: [{ id: 'newer' }], next: AT },
  { items: [{ id: 'older' }], next: null },
]
const api = createApi({
  urls: { ...urls, exchange: 'https://hub.example/exchange' },
  session: fakeSession,
  fetch: async url => {
    asked.push(url.replace('https://hub.example', ''))
    return Response.json(pages[asked.length - 1])
  },
})

it('requests for evidence go on after the first page, down to the oldest', async () => {
  const { evidenceRequests: list } = evidenceRequests(api)
  const first = await list()
  const second = await list(first.nextCursor ?? '')
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(['newer', 'older'])
  expect(second.nextCursor).toBeNull()
  expect(asked).toEqual([
    '/exchange/evidence-requests',
    `/exchange/evidence-requests?before=${encodeURIComponent(AT.before)}&beforeId=${AT.beforeId}`,
  ])
})
