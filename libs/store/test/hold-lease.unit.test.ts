import { holdLease, type Leases } from '@amparo/store'
import { expect, test } from 'vitest'

test('Work under a lease ends when that does, though the network has gone silent and no renewal is answered', async () => {
  const silent = {
    acquire: async (name: string) => ({ name, token: 1n }),
    renew: () => new Promise<boolean>(() => {}),
    release: async () => {},
  } as unknown as Leases
  let ended = 0
  const held = holdLease(silent, {
    name: 'one',
    ttlMs: 300,
    work: (_, signal) =>
      new Promise(resolve =>
        signal.addEventListener('abort', () => {
          ended++
          resolve()
        }),
      ),
  })
  await expect.poll(() => ended, { timeout: 10_000 }).toBe(1)
  await held.stop()
})
