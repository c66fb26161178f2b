import type { PinnedSigner } from '@amparo/crypto/web'
import { type Api, pageOf } from './api/request.ts'
import type { IdempotencyKey, OpenedRedaction, Page, RedactionListed, ReviewDiff, ReviewKept } from './api/types.ts'
import { openSealedRedaction, viewRequest } from './open-view.ts'
import { sendSealed } from './sealed-forms.ts'
import type { Session } from './session.ts'

/** What a reviewer does with the agency's own texts and pictures, in referrals that are assigned to them. Every method throws ProblemError. */
export interface Reviews {
  /** What waits, the oldest first. */
  redactions(query?: { state?: string; cursor?: string; limit?: number }): Promise<Page<RedactionListed>>
  /** Though nothing failed. The same text has the same id. */
  requestReview(
    asked: {
      readonly referralId: string
      readonly source: RedactionListed['source']
      readonly sourceId?: string
      readonly file?: number
      readonly profile: string
    },
    key?: IdempotencyKey,
  ): Promise<{ redactionId: string }>
  /** The original beside its masks; each opening is an entry in the log. */
  openRedaction(redactionId: string): Promise<OpenedRedaction>
  /** Of what was opened. */
  review(opened: OpenedRedaction, diff: ReviewDiff, key?: IdempotencyKey): Promise<ReviewKept>
  /** By a second person, of the review that was opened. */
  confirmReview(redactionId: string, diffSha256: string): Promise<{ reviewId: string }>
}

interface Of {
  readonly session: Session
  readonly sealCertificate: () => Promise<string>
  readonly viewSigner: () => Promise<PinnedSigner>
  readonly now: () => Date
}

export function reviews(api: Api, { session, sealCertificate, viewSigner, now }: Of): Reviews {
  const id = encodeURIComponent
  return {
    redactions: async (query = {}) => {
      const { items, next } = await api.get<{ items: RedactionListed[]; next: string | null }>(
        'redaction',
        '/redactions',
        { ...query },
      )
      return pageOf(items, next)
    },
    requestReview: (asked, key) => api.post('redaction', '/redactions', asked, key),
    async openRedaction(redactionId) {
      const signer = await viewSigner()
      const route = 'POST /redaction-views'
      const request = await viewRequest({ session, referralId: redactionId, now: now(), route })
      const { sealed } = await api.postOnce<{ sealed: string }>('redaction', '/redaction-views', { request })
      return openSealedRedaction(sealed, { session, referralId: redactionId, request, signer, now: now() })
    },
    async review({ redactionId, digest, policyHash }, diff, key) {
      const data = { redactionId, digest, policyHash, ...diff }
      const at = { path: `/redactions/${id(redactionId)}/review`, route: 'POST /redactions/:id/review' }
      return sendSealed(api, { session, sealCertificate, now }, { ...at, data, key })
    },
    confirmReview: (redactionId, diffSha256) =>
      api.post('redaction', `/redactions/${id(redactionId)}/confirmation`, { diffSha256 }),
  }
}
