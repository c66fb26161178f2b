import { type Api, pageOf } from './api/request.ts'
import type {
  CapacityView,
  DeadlineItem,
  Handover,
  Hands,
  IdempotencyKey,
  IfVersion,
  IntakeView,
  NeedsOffered,
  OpenHands,
  Page,
  Rota,
  Shift,
} from './api/types.ts'

export interface DeadlineQuery {
  /** ISO 8601: those that end from here on. */
  readonly from?: string
  /** And before this. */
  readonly to?: string
  readonly overdue?: true
  /** Only of referrals that are in the caller's hands. */
  readonly mine?: true
  /** Only what is in the hands of this user of the own agency. */
  readonly assigned?: string
  /** Only those of which supervisors have been called. */
  readonly called?: true
  readonly cursor?: string
  readonly limit?: number
}

interface Listed<T> {
  readonly items: readonly T[]
  readonly next?: string | null
}

/** What keeps an agency's work from being forgotten. Every method throws ProblemError. */
export interface DailyWork {
  /** Of the own agency, those that end first, first. */
  deadlines(query?: DeadlineQuery): Promise<Page<DeadlineItem>>
  /** Needs that the own agency was asked to meet. */
  offers(query?: { answered?: boolean; cursor?: string; limit?: number }): Promise<Page<NeedsOffered>>
  answerOffer(
    id: string,
    answer: { readonly answer: 'willing' } | { readonly answer: 'declined'; readonly reason: string },
    key?: IdempotencyKey,
    options?: IfVersion,
  ): Promise<NeedsOffered>
  /** Many people at once: each is referred with the intake's id. */
  openIntake(intake: { count: number; protocol: string }, key?: IdempotencyKey): Promise<IntakeView>
  intake(id: string): Promise<IntakeView>
  /** Of the own agency: those of whose people somebody has no referral yet. */
  intakes(query?: { cursor?: string; limit?: number }): Promise<Page<IntakeView>>
  /** 500 shifts at most; `next` leads on. */
  rota(query?: { cursor?: string; limit?: number }): Promise<Rota>
  planShift(
    shift: Omit<Shift, 'id' | 'supervises'> & { readonly supervises?: boolean },
    key?: IdempotencyKey,
    options?: IfVersion,
  ): Promise<Shift>
  dropShift(id: string, options?: IfVersion): Promise<void>
  /** How much a colleague works on; needs referral:assign. */
  hands(userId: string): Promise<Hands>
  /** Of the own agency, also of who has left it; needs referral:assign. */
  openHands(): Promise<readonly OpenHands[]>
  /** From one user to another; 200 referrals at most in one request, `more` says that there are others. */
  handOver(
    handover: Handover,
    key?: IdempotencyKey,
    options?: IfVersion,
  ): Promise<{ readonly moved: number; readonly more: boolean }>
  /** Of the own agency: an entry for each service that it offers. */
  capacity(): Promise<readonly CapacityView[]>
  stateCapacity(stated: { service: string; places: number; open: boolean }, key?: IdempotencyKey): Promise<CapacityView>
}

export function dailyWork(api: Api): DailyWork {
  const id = encodeURIComponent
  const page = async <T>(path: string, query: Readonly<Record<string, string | number | undefined>>) => {
    const { items, next } = await api.get<Listed<T>>('referral', path, query)
    return pageOf(items, next)
  }
  const given = (flag: boolean | undefined) => (flag === undefined ? undefined : String(flag))
  return {
    deadlines: ({ overdue, mine, called, ...query } = {}) =>
      page('/deadlines', { ...query, overdue: given(overdue), mine: given(mine), called: given(called) }),
    offers: ({ answered, ...query } = {}) => page('/offers', { ...query, answered: given(answered) }),
    answerOffer: (offer, answer, key, { version } = {}) =>
      api.post('referral', `/offers/${id(offer)}/answer`, answer, key, version),
    openIntake: (intake, key) => api.post('referral', '/intakes', intake, key),
    intake: intake => api.get('referral', `/intakes/${id(intake)}`),
    intakes: (query = {}) => page('/intakes', { ...query }),
    rota: (query = {}) => api.get('referral', '/rota', { ...query }),
    planShift: (shift, key, { version } = {}) => api.post('referral', '/rota', shift, key, version),
    dropShift: async (shift, { version } = {}) => {
      await api.post('referral', `/rota/${id(shift)}/removal`, {}, undefined, version)
    },
    hands: userId => api.get('referral', '/hands', { userId }),
    openHands: async () => (await api.get<Listed<OpenHands>>('referral', '/hands/open')).items,
    handOver: (handover, key, { version } = {}) => api.post('referral', '/handovers', handover, key, version),
    capacity: async () => (await api.get<Listed<CapacityView>>('directory', '/agencies/own/capacity')).items,
    stateCapacity: (stated, key) => api.post('directory', '/agencies/own/capacity', stated, key),
  }
}
