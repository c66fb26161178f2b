import { errors as cryptoErrors, type ReadingRoute, type ViewRequest, verifyViewRequest } from '@amparo/crypto'
import type { SignIn } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { pruneUsed, useNonce } from '../store/used-once.ts'

export interface ViewCaller extends SignIn {
  readonly user: string
  readonly agency: string
  /** Thumbprint of the key that the token is bound to. */
  readonly jkt: string | undefined
  readonly token: string
}

/** A request older or newer than a minute is refused as stale; its nonce is kept longer than that. */
const NONCE_KEPT_MS = 5 * 60_000

/** The reader's request, signed by the key its token is bound to and never used before. It is used up by this. */
export async function takeViewRequest(
  { hub, store, now }: { readonly hub: string; readonly store: Pick<Store, 'run'>; readonly now: Clock },
  route: ReadingRoute,
  compact: string,
  { user, jkt }: ViewCaller,
): Promise<ViewRequest> {
  if (jkt === undefined) throw cryptoErrors.view_request_refused()
  const at = now()
  const request = await verifyViewRequest(compact, { hub, route, jkt, now: at })
  const expiresAt = new Date(at.getTime() + NONCE_KEPT_MS)
  const isNew = await store.run(async tx => {
    await pruneUsed(tx, new Date(at.getTime() - NONCE_KEPT_MS))
    return useNonce(tx, { purpose: 'view', nonce: `${user}/${request.nonce}`, expiresAt })
  })
  if (!isNew) throw errors.view_request_replayed()
  return request
}
