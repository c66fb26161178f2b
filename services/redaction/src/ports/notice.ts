import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import {
  create,
  type DataCategory,
  noticesStanding as listQuestion,
  NoticeKind,
  NoticeRequestSchema,
  NoticesStandingRequestSchema,
  notice as question,
  type Signed,
} from '@amparo/contracts'
import { errors as cryptoErrors } from '@amparo/crypto'
import type { Party } from './decision.ts'
import { type Denied, deniedBy, type GivenPermit, verifyPermit } from './given-permit.ts'

export interface AskForNotice {
  readonly token: string
  readonly userId: string
  readonly noticeId: string
  readonly kind: 'non_removal' | 'consular'
  readonly issuer: Party
  readonly recipient: Party
  readonly subjectId: string
  readonly attestation: Signed
}

/** Whether it may be issued, shown or relied upon now. Throws when there is no answer that verifies. */
export type PermitNotice = (asked: AskForNotice) => Promise<{ readonly permit: GivenPermit } | Denied>

const KINDS = { non_removal: NoticeKind.NON_REMOVAL, consular: NoticeKind.CONSULAR } as const

export const permitNotice =
  (ask: Ask, { signer, now, newId }: Verifying): PermitNotice =>
  async ({ userId, subjectId, kind, ...asked }) => {
    const request = create(NoticeRequestSchema, { ...asked, kind: KINDS[kind], nonce: newId() })
    const { decision } = await ask(question, request)
    if (decision.case === 'denial') return deniedBy(decision.value)
    if (decision.case !== 'permit') throw cryptoErrors.statement_invalid()
    const bound = boundTo(NoticeRequestSchema, request, now)
    const permit = verifyPermit(decision.value, signer, bound)
    const isFor = permit.permitId !== '' && permit.referralId === asked.noticeId && permit.subjectId === subjectId
    if (!isFor || permit.userId !== userId) throw cryptoErrors.statement_invalid()
    return { permit }
  }

/** Of these, those whose consent has not ended, with what such a notice may show still where that is not all. For a list: it permits nothing. */
export type FindNoticesStanding = (
  noticeIds: readonly string[],
) => Promise<ReadonlyMap<string, readonly DataCategory[] | undefined>>

export const findNoticesStanding =
  (ask: Ask, { newId }: Pick<Verifying, 'newId'>): FindNoticesStanding =>
  async noticeIds => {
    if (noticeIds.length === 0) return new Map()
    const request = create(NoticesStandingRequestSchema, { nonce: newId(), noticeIds: [...noticeIds] })
    const { standing, narrowed } = await ask(listQuestion, request)
    const shown = new Map(narrowed.map(({ noticeId, categories }) => [noticeId, categories]))
    return new Map(standing.map(id => [id, shown.get(id)]))
  }
