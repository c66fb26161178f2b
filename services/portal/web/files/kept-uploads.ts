import { browserStore } from '../app/browser-store.ts'

/** What goes on with an upload after the page was left: of use with the same file alone. */
export interface KeptUpload {
  readonly fileId: string
  /** Who began it: nobody else goes on with it at this browser. */
  readonly user: string
  /** Kept as the browser keeps keys: it can be used by this page and read by nobody. */
  readonly secret: CryptoKey
  readonly size: number
  readonly chunkBytes: number
  readonly root: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** So long a hub waits for the rest of an upload. */
const KEPT_MS = 7 * 24 * 3_600_000
const store = browserStore<KeptUpload>('amparo-files', 'uploads', KEPT_MS)

export const keepUpload = (upload: KeptUpload): Promise<void> => store.put(upload, upload.fileId)

export async function keptUpload(fileId: string, user: string): Promise<KeptUpload | undefined> {
  const found = await store.get(fileId)
  return found?.user === user ? found : undefined
}

export const forgetUpload = store.remove
