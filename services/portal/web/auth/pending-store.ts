import type { PendingAuthorization, ProofKey } from '@amparo/client'
import { browserStore } from '../app/browser-store.ts'

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
const store = browserStore<PendingSignIn>('amparo', 'sign-ins', KEPT_MS)

/** Each entry is taken out once; what nobody took goes after a while. */
export const keepPending = (pending: PendingSignIn): Promise<void> => store.put(pending, pending.state)

export async function takePending(state: string): Promise<PendingSignIn | undefined> {
  const found = await store.get(state)
  await store.remove(state)
  return found !== undefined && Date.now() - found.at < KEPT_MS ? found : undefined
}
