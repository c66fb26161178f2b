import { expect, test } from 'vitest'
import type { Connected } from '../src/connect.ts'
import { unitOfWork } from '../src/unit-of-work.ts'
import { anEvent } from './support.ts'

test('Between what becomes an entry of the access log and the commit there is nothing, the kept answer neither', async () => {
  const asked: string[] = []
  const query = async (what: string | { text: string }) => {
    const text = typeof what === 'string' ? what : what.text
    asked.push(text.trim().split(' ').slice(0, 3).join(' '))
    return { command: text.toUpperCase(), rows: [{ claimed: 1 }] }
  }
  const client = { query, release: () => {} }
  const connected = { pool: { connect: async () => client } } as unknown as Connected
  const run = unitOfWork({ service: 'referral', connected, onEmitted: () => {} })
  const respond = () => ({ status: 200, body: {} })
  const replay = { user: 'u', route: 'POST /x', key: 'k', fingerprint: 'f', respond }
  await run(async tx => tx.emit(anEvent()), replay)
  expect(asked.slice(-3)).toEqual(['update idempotency set', 'insert into outbox', 'commit'])
})
