import { expect, test } from 'vitest'
import { createKeyPair, createTokenSession, type Tokens } from '../src/index.ts'

const tokens = (accessToken: string, authTime: number): Tokens => ({
  ...{ accessToken, authTime, refreshToken: 'refresh', idToken: undefined, expiresAt: Date.parse('2030-01-01') },
  ...{ scopes: [], hub: 'XA', agency: 'a', user: 'u' },
})

test.each([
  ['answered', (line: PromiseWithResolvers<Tokens>) => line.resolve(tokens('renewed', 1))],
  ['refused', (line: PromiseWithResolvers<Tokens>) => line.reject(new Error('gone'))],
])('A renewal that is %s after somebody has signed in again leaves them what they have', async (_, end) => {
  const line = Promise.withResolvers<Tokens>()
  const now = () => new Date('2026-03-04')
  const session = createTokenSession(tokens('first', 1), {
    keys: await createKeyPair(),
    now,
    renew: () => line.promise,
  })
  const renewing = session.refresh()
  session.become(tokens('stepped up', 2))
  end(line)
  await renewing
  expect([await session.accessToken(), session.authTime]).toEqual(['stepped up', 2])
})
