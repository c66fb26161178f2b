import type { PendingAuthorization, ProofKey } from '@amparo/client'

/** A sign-in whose answer is not here yet: the person is on the issuer's page. */
export interface PendingSignIn extends PendingAuthorization {
  /** Kept as the browser keeps keys: it can be used by this page and read by nobody. */
  readonly key: ProofKey
  /** Where in the page to go on. */
  readonly hash: string
  /** Milliseconds since 1970. */
  readonly at: number
}

const KEPT_MS = 15 * 60_000
const STORE = 'sign-ins'

/** Keys survive a change of page only in IndexedDB. Each entry is taken out once; what nobody took goes after a while. */
export const keepPending = (pending: PendingSignIn): Promise<void> =>
  inStore(store => {
    dropOld(store)
    return store.put(pending, pending.state)
  }).then(() => undefined)

export async function takePending(state: string): Promise<PendingSignIn | undefined> {
  const found: PendingSignIn | undefined = await inStore(store => store.get(state))
  await inStore(store => store.delete(state))
  return found !== undefined && Date.now() - found.at < KEPT_MS ? found : undefined
}

function dropOld(store: IDBObjectStore): void {
  const all = store.openCursor()
  all.onsuccess = () => {
    const cursor = all.result
    if (!cursor) return
    if (Date.now() - (cursor.value as PendingSignIn).at > KEPT_MS) cursor.delete()
    cursor.continue()
  }
}

async function inStore<T>(work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened()
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, 'readwrite')
      const request = work(transaction.objectStore(STORE))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error ?? new Error('aborted'))
    })
  } finally {
    database.close()
  }
}

const opened = () =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('amparo', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('no IndexedDB'))
  })
