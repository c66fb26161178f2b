import type { PinnedSigner } from '@amparo/crypto/web'
import type { Api } from './api/request.ts'
import type {
  Candidate,
  DuplicatePair,
  IdempotencyKey,
  Meant,
  RecordLinkRequest,
  RecordLinks,
  ReidentificationRequest,
  Reidentified,
  Sought,
  TwoPseudonyms,
} from './api/types.ts'
import { openSealedIdentity, viewRequest } from './open-view.ts'
import { sendSealed } from './sealed-forms.ts'
import type { Session } from './session.ts'

/**
 * What custodians do with people of whom they see pseudonyms alone: find them, say that two records are one person's, and, by two and on
 * a permit, learn who one is. Every method throws ProblemError.
 */
export interface Finding {
  search(sought: Sought, key?: IdempotencyKey): Promise<{ searchId: string; candidates: readonly Candidate[] }>
  /** Records that are perhaps of one person. */
  duplicates(): Promise<readonly DuplicatePair[]>
  recordLinks(): Promise<RecordLinks>
  requestLink(
    asked: { readonly pseudonyms: TwoPseudonyms; readonly reason: string },
    key?: IdempotencyKey,
  ): Promise<RecordLinkRequest>
  requestUnlink(linkId: string, reason: string, key?: IdempotencyKey): Promise<RecordLinkRequest>
  /** By a second custodian, as below. */
  confirmLink(requestId: string): Promise<RecordLinkRequest>
  reidentifications(): Promise<readonly ReidentificationRequest[]>
  requestReidentification(
    asked: Meant & { readonly reason: string; readonly reference: string },
    key?: IdempotencyKey,
  ): Promise<ReidentificationRequest>
  confirmReidentification(requestId: string): Promise<ReidentificationRequest>
  /** Once, for whoever asked, after it was confirmed. */
  openReidentified(requestId: string): Promise<Reidentified>
}

interface Of {
  readonly session: Session
  readonly sealCertificate: () => Promise<string>
  readonly viewSigner: () => Promise<PinnedSigner>
  readonly now: () => Date
}

export function finding(api: Api, { session, sealCertificate, viewSigner, now }: Of): Finding {
  const id = encodeURIComponent
  return {
    search: (data, key) => sendSealed(api, { session, sealCertificate, now }, { path: '/searches', data, key }),
    duplicates: async () => (await api.get<{ pairs: DuplicatePair[] }>('redaction', '/duplicates')).pairs,
    recordLinks: () => api.get('redaction', '/record-links'),
    requestLink: (asked, key) => api.post('redaction', '/record-links', asked, key),
    requestUnlink: (link, reason, key) =>
      api.post('redaction', `/record-links/${id(link)}/revocation`, { reason }, key),
    confirmLink: request => api.post('redaction', `/record-link-requests/${id(request)}/confirmation`, {}),
    reidentifications: async () =>
      (await api.get<{ requests: ReidentificationRequest[] }>('redaction', '/reidentifications')).requests,
    requestReidentification: (asked, key) => api.post('redaction', '/reidentifications', asked, key),
    confirmReidentification: request => api.post('redaction', `/reidentifications/${id(request)}/confirmation`, {}),
    async openReidentified(requestId) {
      const signer = await viewSigner()
      const route = 'POST /reidentification-views'
      const request = await viewRequest({ session, referralId: requestId, now: now(), route })
      const { sealed } = await api.postOnce<{ sealed: string }>('redaction', '/reidentification-views', { request })
      return openSealedIdentity(sealed, { session, referralId: requestId, request, signer, now: now() })
    },
  }
}
