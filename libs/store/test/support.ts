import { randomUUID } from 'node:crypto'
import { type EncodedEvent, encode, referralAssigned } from '@amparo/contracts'
import { openStore, type Store } from '@amparo/store'
import { type HubDatabase, useHubDatabase } from '@amparo/testing'
import { afterAll } from 'vitest'

/** A hub's database with the schema of `referral` and a table of the test's own in it. */
export async function useReferralStore(): Promise<{ hub: HubDatabase; open(): Promise<Store> }> {
  const hub = await useHubDatabase({ services: { referral: `${import.meta.dirname}/migrations` } })
  const stores: Store[] = []
  afterAll(() => Promise.all(stores.map(store => store.close())))
  return {
    hub,
    open: async () => {
      const store = await openStore({
        url: hub.services['referral'] ?? '',
        service: 'referral',
        entities: [],
        applicationName: 'store test',
      })
      stores.push(store)
      return store
    },
  }
}

export const anEvent = (change: Partial<EncodedEvent> = {}): EncodedEvent => ({
  ...encode(
    referralAssigned,
    {},
    { id: randomUUID(), aggregateId: 'r-1', aggregateVersion: 1, occurredAt: new Date(), correlationId: 'c-1' },
  ),
  ...change,
})

export const ids = (n: number): string[] => Array.from({ length: n }, () => randomUUID())
