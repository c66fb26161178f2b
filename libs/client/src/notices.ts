import type { PinnedSigner } from '@amparo/crypto/web'
import type { Api } from './api/request.ts'
import type { CheckedNotice, IdempotencyKey, NewNotice, NoticeView, OpenedNotice } from './api/types.ts'
import { openSealedNotice, viewRequest } from './open-view.ts'
import type { Session } from './session.ts'

/** Sheets that name a person to an agency which may have nothing else of them. Every method throws ProblemError. */
export interface Notices {
  issueNotice(asked: NewNotice, key?: IdempotencyKey): Promise<NoticeView>
  /** That the own agency issued or that are addressed to it, newest first. */
  notices(): Promise<readonly NoticeView[]>
  /** Whether it may be relied upon now. Each look is an entry in the log. */
  checkNotice(number: string): Promise<CheckedNotice>
  /** For its two agencies, as long as it stands. Each reading is an entry in the log. */
  openNotice(noticeId: string): Promise<OpenedNotice>
  /** By the agency that issued it. */
  withdrawNotice(noticeId: string, key?: IdempotencyKey): Promise<void>
}

interface Opening {
  readonly session: Session
  readonly viewSigner: () => Promise<PinnedSigner>
  readonly now: () => Date
}

export function notices(api: Api, { session, viewSigner, now }: Opening): Notices {
  const id = encodeURIComponent
  return {
    issueNotice: (asked, key) => api.post('redaction', '/notices', asked, key),
    notices: async () => (await api.get<{ items: NoticeView[] }>('redaction', '/notices')).items,
    checkNotice: number => api.get('redaction', `/notices/by-number/${id(number)}`),
    async openNotice(noticeId) {
      const signer = await viewSigner()
      const route = 'POST /notice-views'
      const request = await viewRequest({ session, referralId: noticeId, now: now(), route })
      const { sealed } = await api.postOnce<{ sealed: string }>('redaction', '/notice-views', { request })
      return openSealedNotice(sealed, { session, referralId: noticeId, request, signer, now: now() })
    },
    withdrawNotice: async (noticeId, key) => {
      await api.post('redaction', `/notices/${id(noticeId)}/withdrawal`, {}, key)
    },
  }
}
