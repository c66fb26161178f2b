import { expect, test } from 'vitest'
import { limiter } from '../src/http/limiter.ts'

test('what is refused because two run takes nothing of what may run in the minute', async () => {
  const limit = limiter()
  const { promise, resolve } = Promise.withResolvers<void>()
  const running = [limit(() => promise), limit(() => promise)]
  for (let tries = 0; tries < 100; tries++)
    await expect(limit(async () => undefined)).rejects.toMatchObject({ code: 'rate_limited' })
  resolve()
  await Promise.all(running)
  for (let tries = 2; tries < 60; tries++) expect(await limit(async () => 'run')).toBe('run')
  await expect(limit(async () => 'run')).rejects.toMatchObject({ code: 'rate_limited' })
})
