import type { AgencyRef } from './api/agency-ref.ts'
import type { Api } from './api/request.ts'
import type { IdempotencyKey, RecipientView } from './api/types.ts'

export interface OneCaseView {
  /** The number that both focal points have spoken. */
  readonly id: string
  /** Exclusive. */
  readonly endsAt: string
  /** Absent: a second person has confirmed it. */
  readonly confirmBy?: string
}

export interface ListedOneCase extends OneCaseView {
  readonly from: AgencyRef
  readonly to: AgencyRef
  readonly basisId?: string
  readonly authorisedAt: string
  readonly state: 'awaits_confirmation' | 'in_force' | 'lapsed' | 'ended'
  /** Who recorded it cannot confirm it. */
  readonly mine: boolean
}

/** A vital interest that no agreement covers and nobody has authorised. */
export interface WaitingCase {
  readonly basisId: string
  readonly from: AgencyRef
  readonly to: RecipientView
  readonly recordedAt: string
  readonly endsAt: string
}

export interface NewOneCase {
  /** As the other focal point has said it; whoever records first leaves it out. */
  readonly number?: string
  readonly from: AgencyRef
  readonly to: AgencyRef
  /** The vital interest, in the sending hub alone. */
  readonly basisId?: string
}

/** What the focal points of two hubs agree on by phone: one vital interest crosses where no agreement stands. Every method throws ProblemError. */
export interface OneCases {
  oneCases(): Promise<{ readonly items: readonly ListedOneCase[]; readonly waiting: readonly WaitingCase[] }>
  /** Needs a sign-in of the last 5 minutes. */
  authoriseOneCase(oneCase: NewOneCase, key?: IdempotencyKey): Promise<OneCaseView>
  confirmOneCase(id: string): Promise<OneCaseView>
}

export const oneCases = (api: Api): OneCases => ({
  oneCases: () => api.get('consent', '/one-case-authorisations'),
  authoriseOneCase: (oneCase, key) =>
    api.post('consent', '/one-case-authorisations', { ...oneCase, agreedByPhone: true }, key),
  confirmOneCase: id => api.post('consent', `/one-case-authorisations/${encodeURIComponent(id)}/confirmation`, {}),
})
