import { decryptAndVerify, type PinnedSigner } from '@amparo/crypto/web'
import type { Api } from './api/request.ts'
import type { IdempotencyKey, NewRelease, PublicRelease } from './api/types.ts'
import { own } from './own-refusals.ts'
import { type Sealing, sendSealed } from './sealed-forms.ts'

const MAX_BYTES = 4 * 1024 * 1024

/** What custodians publish: texts and figures that name nobody. Every method throws ProblemError. */
export interface PublicReleases {
  /**
   * Made by the hub for everybody to read, and sealed to this session alone: publishing it is the custodian's act. Tried again with `key` by another
   * session it cannot be opened. Each is an entry in the log.
   */
  releasePublicly<R extends NewRelease>(
    release: R,
    key?: IdempotencyKey,
  ): Promise<Extract<PublicRelease, { kind: R['kind'] }>>
}

export function publicReleases(
  api: Api,
  of: Sealing & { readonly viewSigner: () => Promise<PinnedSigner> },
): PublicReleases {
  const { session, viewSigner, now } = of
  return {
    async releasePublicly<R extends NewRelease>(release: R, key?: IdempotencyKey) {
      // First: without it the answer could not be believed, and the release would stand in the log for nothing.
      const signer = await viewSigner()
      const data = { ...release, replyCertificate: session.keys.replyCertificate }
      const { sealed } = await sendSealed<{ sealed: string }>(api, of, { path: '/public-releases', data, key })
      try {
        const message = Uint8Array.from(atob(sealed), sign => sign.charCodeAt(0))
        const privateKey = session.keys.replyPrivateKey
        const bytes = await decryptAndVerify({ privateKey, signer, message, now: now(), maxBytes: MAX_BYTES })
        const made = JSON.parse(new TextDecoder().decode(bytes)) as Extract<PublicRelease, { kind: R['kind'] }>
        if (made.kind !== release.kind || made.purpose !== release.purpose) throw new TypeError('another release')
        return made
      } catch (cause) {
        throw own('view_unreadable', { cause })
      }
    },
  }
}
