import { type Api, type Page, pageOf, type ServiceUrls } from '@amparo/client'
import type { Capacity, Colleague, DeadlineItem, Listed, ListedReferral, NeedsOffered, Rota } from './views.ts'

type Query = Readonly<Record<string, string | number | undefined>>

/** What the pages of a whole agency ask of the hub. Every method throws ProblemError. */
export interface WorkApi {
  referrals(box: string, query: Query): Promise<Page<ListedReferral>>
  deadlines(query: Query): Promise<Page<DeadlineItem>>
  assign(referralId: string, userId: string): Promise<void>
  /** All that the one works on, or some of it. `key`: the same handover, however often it is sent. */
  handOver(
    from: string,
    to: string,
    referralIds: readonly string[] | undefined,
    key: string,
  ): Promise<{ moved: number; more: boolean }>
  rota(): Promise<Rota>
  plan(shift: { userId: string; from: string; to: string }): Promise<void>
  unplan(id: string): Promise<void>
  offers(query: Query): Promise<Page<NeedsOffered>>
  answerOffer(id: string, answer: 'willing' | 'declined', reason?: string): Promise<void>
  capacity(): Promise<readonly Capacity[]>
  setCapacity(capacity: Capacity & { readonly places: number }): Promise<void>
  beginIntake(intake: object, key: string): Promise<{ id: string }>
  colleagues(): Promise<readonly Colleague[]>
}

export type WorkUrls = ServiceUrls & Readonly<Record<'accounts', string>>

export function createWorkApi(api: Api<keyof WorkUrls>): WorkApi {
  const at = (path: string, id: string, rest = '') => `/${path}/${encodeURIComponent(id)}${rest}`
  const done = async (answer: Promise<unknown>): Promise<void> => void (await answer)
  const listed = async <T>(path: string, query: Query): Promise<Page<T>> => {
    const { items, next } = await api.get<Listed<T>>('referral', path, query)
    return pageOf(items, next)
  }
  return {
    referrals: (box, query) => listed('/referrals', { box, ...query }),
    deadlines: query => listed('/deadlines', query),
    assign: (id, userId) => done(api.post('referral', at('referrals', id, '/assignment'), { userId })),
    handOver: (fromUserId, toUserId, referralIds, key) =>
      api.post('referral', '/handovers', { fromUserId, toUserId, ...(referralIds ? { referralIds } : {}) }, key),
    rota: () => api.get('referral', '/rota'),
    plan: shift => done(api.post('referral', '/rota', shift)),
    unplan: id => done(api.post('referral', at('rota', id, '/removal'), {})),
    offers: query => listed('/offers', query),
    answerOffer: (id, answer, reason) =>
      done(api.post('referral', at('offers', id, '/answer'), { answer, ...(reason === undefined ? {} : { reason }) })),
    capacity: async () => (await api.get<Listed<Capacity>>('directory', '/agencies/own/capacity')).items,
    setCapacity: capacity => done(api.post('directory', '/agencies/own/capacity', capacity)),
    beginIntake: (intake, key) => api.post('referral', '/intakes', intake, key),
    colleagues: async () => (await api.get<Listed<Colleague>>('accounts', '/colleagues')).items,
  }
}
