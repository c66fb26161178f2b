import { signViewRequest, unseal } from '@amparo/crypto/web'
import type { OpenedView } from './api/types.ts'
import { ProblemError } from './problem.ts'
import { randomToken } from './random.ts'
import type { Session } from './session.ts'

const MAX_VIEW_BYTES = 4 * 1024 * 1024

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

/** Opens the answer with the session's own key. Throws view_unreadable if it is for another key or another referral. */
export async function openSealedView(
  sealed: string,
  of: { session: Session; referralId: string },
): Promise<OpenedView> {
  try {
    const bytes = await unseal(of.session.keys.replyPrivateKey, sealed, { maxBytes: MAX_VIEW_BYTES })
    const view: OpenedView = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    // Whoever carries the answer could have kept one of another person from before, sealed to the same session.
    if (view.referralId !== of.referralId) throw new TypeError('another referral')
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
