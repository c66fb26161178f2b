import type { PinnedSigner } from '@amparo/crypto/web'
import type { Api } from './api/request.ts'
import type { EmergencyReason, EmergencyView } from './api/types.ts'
import { openSealedEmergency, viewRequest } from './open-view.ts'
import type { Session } from './session.ts'

/** Throws ProblemError. */
export interface Emergencies {
  /**
   * Who somebody is, opened by one person alone: for whoever signed in less than five minutes ago, a few times a week. Supervisor and
   * auditor are told. `glass_elsewhere`, `glass_not_yours`: it is not with this user; `refs` name whom to call (`agencyId`, `dutyPhone` if there is one).
   */
  breakGlass(referralId: string, reason: EmergencyReason): Promise<EmergencyView>
}

interface Opening {
  readonly session: Session
  readonly viewSigner: () => Promise<PinnedSigner>
  readonly now: () => Date
}

export const emergencies = (api: Api, { session, viewSigner, now }: Opening): Emergencies => ({
  async breakGlass(referralId, reason) {
    const signer = await viewSigner()
    const request = await viewRequest({ session, referralId, now: now(), route: 'POST /break-glass' })
    const { sealed } = await api.postOnce<{ sealed: string }>('redaction', '/break-glass', { request, reason })
    return openSealedEmergency(sealed, { session, referralId, request, signer, now: now() })
  },
})
