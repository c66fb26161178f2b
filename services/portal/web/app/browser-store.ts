interface Kept {
  /** Milliseconds since 1970. */
  readonly at: number
}

/** What outlives a change of page; keys do so in IndexedDB alone. What is older than `keptMs` goes when something is put there. */
export function browserStore<T extends Kept>(name: string, store: string, keptMs: number) {
  const inStore = <R>(work: (store: IDBObjectStore) => IDBRequest<R>): Promise<R> => within({ name, store }, work)
  return {
    put: (value: T, key: string): Promise<void> =>
      inStore(objects => {
        dropOld(objects, keptMs)
        return objects.put(value, key)
      }).then(() => undefined),
    get: (key: string): Promise<T | undefined> => inStore<T | undefined>(objects => objects.get(key)),
    remove: (key: string): Promise<void> => inStore(objects => objects.delete(key)).then(() => undefined),
  }
}

function dropOld(objects: IDBObjectStore, keptMs: number): void {
  const all = objects.openCursor()
  all.onsuccess = () => {
    const cursor = all.result
    if (!cursor) return
    if (Date.now() - (cursor.value as Kept).at > keptMs) cursor.delete()
    cursor.continue()
  }
}

async function within<R>(
  { name, store }: { readonly name: string; readonly store: string },
  work: (objects: IDBObjectStore) => IDBRequest<R>,
): Promise<R> {
  const database = await opened(name, store)
  try {
    return await new Promise<R>((resolve, reject) => {
      const transaction = database.transaction(store, 'readwrite')
      const request = work(transaction.objectStore(store))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error ?? new Error('aborted'))
    })
  } finally {
    database.close()
  }
}

const opened = (name: string, store: string) =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(store)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('no IndexedDB'))
  })
