import type { Api } from './api/request.ts'
import type { ConsentView, IdempotencyKey } from './api/types.ts'

interface PartyView {
  readonly hub: string
  readonly agencyId: string
}

/** What is asked of one holder, and what it said. */
export interface RecallView {
  readonly id: string
  readonly referralId: string
  readonly kind: 'withdrawn' | 'erased' | 'suspended'
  readonly from: PartyView
  readonly holder: PartyView
  readonly recalledAt: string
  readonly answerBy: string
  readonly state: 'asked' | 'views_stopped' | 'destroying' | 'stopped' | 'destroyed' | 'retained'
  readonly viewsStoppedAt?: string
  readonly said?: RecallAnswer['answer']
  readonly basis?: string
  readonly reason?: string
  readonly answeredAt?: string
  readonly onward: readonly (PartyView & { readonly answer: RecallAnswer['answer'] })[]
}

export interface RecallAnswer {
  readonly answer: 'stopped' | 'destroyed' | 'retained'
  /** Both of what is retained. */
  readonly basis?: string
  readonly reason?: string
}

export interface HolderView {
  readonly referralId: string
  readonly holder: PartyView
  readonly categories: readonly string[]
  readonly since: string
  readonly received: boolean
  /** Absent: nothing was recalled. */
  readonly recall?: RecallView
  /** In the own hub. */
  readonly onward: readonly RecallView[]
}

/** In private, after a check for duress. */
export interface HowTaken {
  readonly inPrivate: true
  readonly duressChecked: true
  /** Default: the person. */
  readonly by?: 'self' | 'guardian' | 'court'
  /** Suspected: it waits until a colleague has spoken with the person. */
  readonly duress?: 'none' | 'suspected'
  /** SHA-256 of a court's order. */
  readonly document?: string
}

export interface WithdrawalView {
  readonly id: string
  readonly state: 'effective' | 'waiting' | 'kept'
  readonly takenAt: string
  readonly effectAt?: string
  readonly draftId?: string
}

/** What a colleague is asked for: to speak with the person alone, or to see a court's order. */
export interface WaitingWithdrawal extends WithdrawalView {
  readonly subjectRef?: string
  readonly awaits: 'welfare_check' | 'order_check'
  /** Of an order: what it ends, and its SHA-256. */
  readonly basisId?: string
  readonly document?: string
}

/** What is taken back, and who is to say what became of it. Every method throws ProblemError. */
export interface Withdrawals {
  /** What rests on it halts, and every holder is recalled, in the own hub and in others. */
  withdrawConsent(id: string, taken: HowTaken): Promise<ConsentView & { readonly withdrawal: WithdrawalView }>
  /** At any agency that has the person, whoever recorded the consent. Of a court the referral that its order names. */
  takeWithdrawal(
    taken: HowTaken & { readonly subjectRef: string; readonly referralId?: string },
    key?: IdempotencyKey,
  ): Promise<WithdrawalView>
  /** That wait for somebody of the agency to speak with the person, or to see a court's order. */
  waitingWithdrawals(): Promise<readonly WaitingWithdrawal[]>
  /** By a colleague of whoever took it. */
  checkWelfare(id: string, outcome: 'wanted' | 'under_duress'): Promise<WithdrawalView>
  /** By a second person, who has seen it: what nobody agreed to ends. */
  checkOrder(id: string, outcome: 'confirmed' | 'not_confirmed'): Promise<WithdrawalView>
  /** Everybody who has something on a consent, for the agency that recorded it. */
  holders(consentId: string): Promise<readonly HolderView[]>
  /** What the own agency has to answer, also for an organisation to which it sent a person and that is no member or is suspended. */
  recalls(cursor?: string): Promise<{ readonly items: readonly RecallView[]; readonly nextCursor: string | null }>
  answerRecall(id: string, answer: RecallAnswer): Promise<RecallView>
}

export function withdrawals(api: Api): Withdrawals {
  const id = encodeURIComponent
  return {
    withdrawConsent: (consent, taken) => api.post('consent', `/consents/${id(consent)}/withdrawal`, taken),
    takeWithdrawal: (taken, key) => api.post('consent', '/withdrawals', taken, key),
    waitingWithdrawals: async () => (await api.get<{ items: WaitingWithdrawal[] }>('consent', '/withdrawals')).items,
    checkWelfare: (withdrawal, outcome) =>
      api.post('consent', `/withdrawals/${id(withdrawal)}/welfare-check`, { inPrivate: true, outcome }),
    checkOrder: (withdrawal, outcome) =>
      api.post('consent', `/withdrawals/${id(withdrawal)}/order-check`, { orderSeen: true, outcome }),
    holders: async consent =>
      (await api.get<{ items: HolderView[] }>('consent', `/consents/${id(consent)}/holders`)).items,
    recalls: cursor => api.get('consent', '/recalls', { cursor }),
    answerRecall: (recall, answer) => api.post('consent', `/recalls/${id(recall)}/answer`, answer),
  }
}
