import type { Store, Transaction } from '@amparo/store'

export interface Ringing {
  readonly store: Store
  /** `ring` is called for that peer once the transaction has committed. */
  readonly due: (tx: Transaction, peer: string) => void
}

/** Before the commit of what was queued, a look at what is due would find nothing, and the next one come late. */
export function ringing(store: Store, ring: (peer: string) => void): Ringing {
  const queued = new WeakMap<Transaction, Set<string>>()
  return {
    store: {
      ...store,
      run: async (work, replay) => {
        let last: Transaction | undefined
        const result = await store.run(tx => {
          last = tx
          return work(tx)
        }, replay)
        for (const peer of (last && queued.get(last)) ?? []) ring(peer)
        return result
      },
    },
    due: (tx, peer) => {
      const peers = queued.get(tx) ?? new Set()
      queued.set(tx, peers.add(peer))
    },
  }
}
