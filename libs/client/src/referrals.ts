import { type Api, pageOf } from './api/request.ts'
import type {
  FormView,
  IdempotencyKey,
  IfVersion,
  LinkView,
  NewReferral,
  Page,
  PaperForm,
  ProtocolView,
  ReferralDuty,
  ReferralView,
  SuspendedSender,
} from './api/types.ts'

interface Listed<T> {
  readonly items: readonly T[]
  readonly next?: string | null
}

export interface ListQuery {
  readonly status?: string
  /** Of the protocol. */
  readonly state?: string
  readonly protocol?: string
  readonly priority?: string
  readonly service?: string
  /** Where the own agency must act next. */
  readonly turn?: 'mine'
  /** Oneself, nobody, or a user of the own agency. */
  readonly assigned?: 'me' | 'none' | (string & {})
  readonly overdue?: 'true'
  /** Made by phone or on paper, and entered afterwards. */
  readonly fallback?: 'true'
  /** ISO 8601: sent at or after. */
  readonly since?: string
  readonly cursor?: string
  readonly limit?: number
}

/** What an agency does with referrals. Every method throws ProblemError. */
export interface Referrals {
  /** What may be asked for and how it goes on, in words: no caller needs to know a protocol. */
  protocols(): Promise<readonly ProtocolView[]>
  /** Checklists and assessments that steps may require. */
  forms(): Promise<readonly FormView[]>
  /** Blank, to be printed; with the duty phones of these agencies ("HUB:id"; 24 at most). */
  paperForm(protocol: string, call?: readonly string[]): Promise<PaperForm>
  submitReferral(referral: NewReferral, key?: IdempotencyKey): Promise<ReferralView>
  inbox(query?: ListQuery): Promise<Page<ReferralView>>
  outbox(query?: ListQuery): Promise<Page<ReferralView>>
  /** Begun, and not sent: safeguarding drafts above all. */
  drafts(query?: ListQuery): Promise<Page<ReferralView>>
  /** What is kept from everybody else, of both ways; needs protection:work. */
  protection(query?: ListQuery): Promise<Page<ReferralView>>
  get(id: string): Promise<ReferralView>
  /** Whom to ring up about it now, and who of the own agency is on duty. */
  duty(id: string): Promise<ReferralDuty>
  /** For supervisors of agencies that answer for them; for others there are none. */
  suspendedSenders(): Promise<readonly SuspendedSender[]>
  /**
   * One of its `allowedActions`, with the data that its schema asks for. Throws step_not_allowed, step_blocked (what is missing
   * stands in `refs.missing`), request_invalid (pointers into the data), version_changed. `happenedAt` (ISO 8601): for the recipient of a
   * referral made by phone or on paper, when it took the step.
   */
  step(
    id: string,
    step: string,
    data?: Readonly<Record<string, unknown>>,
    options?: IfVersion & { readonly key?: IdempotencyKey; readonly happenedAt?: string | undefined },
  ): Promise<ReferralView>
  /** To oneself if no user is named. */
  assign(id: string, userId?: string, options?: IfVersion): Promise<ReferralView>
  endAssignment(id: string, userId?: string, options?: IfVersion): Promise<ReferralView>
  /** To another referral that the caller is party to. */
  link(id: string, link: LinkView, options?: IfVersion): Promise<LinkView>
}

export function referrals(api: Api): Referrals {
  const path = (id: string) => `/referrals/${encodeURIComponent(id)}`
  const list = async (box: string, query: ListQuery = {}) => {
    const { items, next } = await api.get<Listed<ReferralView>>('referral', '/referrals', { box, ...query })
    return pageOf(items, next)
  }
  const ofUser = (userId: string | undefined) => (userId === undefined ? {} : { userId })
  return {
    protocols: () => all(api.get('referral', '/protocols')),
    forms: () => all(api.get('referral', '/forms')),
    paperForm: (id, call = []) =>
      api.get('referral', `/protocols/${encodeURIComponent(id)}/paper-form`, { call: call.join(',') }),
    submitReferral: (body, key) => api.post('referral', '/referrals', body, key),
    inbox: query => list('inbox', query),
    outbox: query => list('outbox', query),
    drafts: query => list('drafts', query),
    protection: query => list('protection', query),
    get: id => api.get('referral', path(id)),
    duty: id => api.get('referral', `${path(id)}/duty`),
    suspendedSenders: () => all(api.get('referral', '/suspended-senders')),
    step: (id, step, data, { version, key, happenedAt } = {}) => {
      const given = { ...(data === undefined ? {} : { data }), ...(happenedAt === undefined ? {} : { happenedAt }) }
      return api.post('referral', `${path(id)}/steps`, { step, ...given }, key, version)
    },
    assign: (id, userId, { version } = {}) =>
      api.post('referral', `${path(id)}/assignment`, ofUser(userId), undefined, version),
    endAssignment: (id, userId, { version } = {}) =>
      api.post('referral', `${path(id)}/assignment-end`, ofUser(userId), undefined, version),
    link: (id, link, { version } = {}) => api.post('referral', `${path(id)}/links`, link, undefined, version),
  }
}

/** As a list, or in `items` as every list that has pages. */
async function all<T>(answer: Promise<readonly T[] | Listed<T>>): Promise<readonly T[]> {
  const given = await answer
  return 'items' in given ? given.items : given
}
