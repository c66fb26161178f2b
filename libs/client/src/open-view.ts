import { openViewAnswer, type PinnedSigner, signViewRequest } from '@amparo/crypto/web'
import type { OpenedView } from './api/types.ts'
import { ProblemError } from './problem.ts'
import { randomToken } from './random.ts'
import type { Session } from './session.ts'

/** The signed request, with a nonce of its own and the session's reply certificate inside the signature. */
export const viewRequest = ({ session, referralId, now }: { session: Session; referralId: string; now: Date }) =>
  signViewRequest({
    privateKey: session.keys.privateKey,
    publicJwk: session.keys.publicJwk,
    hub: session.hub,
    referralId,
    nonce: randomToken(),
    replyCertificate: session.keys.replyCertificate,
    now,
  })

/**
 * Opens the answer with the session's own key. Throws view_unreadable unless the hub's redaction service has signed it in
 * answer to this request: whoever carries it could make up one, or keep one from before.
 */
export async function openSealedView(
  sealed: string,
  of: { session: Session; referralId: string; request: string; signer: PinnedSigner; now: Date },
): Promise<OpenedView> {
  const { session, referralId, request, signer, now } = of
  try {
    const privateKey = session.keys.replyPrivateKey
    const view = await openViewAnswer(sealed, { hub: session.hub, request, privateKey, signer, now })
    if (!isView(view) || view.referralId !== referralId) throw new TypeError('another referral')
    return view
  } catch (cause) {
    throw new ProblemError(
      0,
      {
        code: 'view_unreadable',
        title: 'The answer is not for this request',
        next: 'Sign in again and try once more.',
      },
      cause,
    )
  }
}

/** Redaction signed it, and its schema is redaction's. */
const isView = (view: unknown): view is OpenedView =>
  typeof view === 'object' && view !== null && 'referralId' in view && 'categories' in view
