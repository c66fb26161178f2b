import { hash, randomBytes } from 'node:crypto'
import { Action, DataCategory, paperNumber, timestampFromDate } from '@amparo/contracts'
import { signDetached } from '@amparo/crypto'
import { httpErrors } from '@amparo/http'
import { DAY_MS, uuidOf } from '@amparo/kernel'
import type { Replay } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import {
  MOST_DAYS,
  type Notice,
  type NoticeKind,
  type NoticeState,
  type NoticeText,
  personIn,
  type Shown,
  stateOfNotice,
} from '../domain/notice.ts'
import { enterOnce } from '../ports/access-log.ts'
import { refusalOf } from '../ports/given-permit.ts'
import { ofOne } from '../queries/open-held.ts'
import type { DataKeys } from '../store/data-keys.ts'
import {
  addNotice,
  findNotice,
  markWithdrawalEntered,
  noticeOfNumber,
  noticesOf,
  openNotice,
  type SealedNotice,
  shownIn,
  type Withdrawn,
  withdrawNotice,
  withdrawnUnentered,
} from '../store/notices.ts'
import { askFor, isParty, type NoticeCaller, type NoticeDeps, noted, personOf } from './notice-case.ts'
import { groundsOf, sealOnPermit, spendPermit } from './permit.ts'
import { relationsTo } from './relations-to.ts'
import { ownShare } from './show-record.ts'
import { takeViewRequest, type ViewCaller } from './view-request.ts'

const MOST_LISTED = 200
/** What of a person is disclosed by what names them. */
const CATEGORY: Readonly<Record<Shown, DataCategory>> = {
  name: DataCategory.IDENTITY,
  document: DataCategory.DOCUMENTS,
}

export interface IssueNotice {
  readonly subjectRef: string
  readonly kind: NoticeKind
  /** Of this hub. */
  readonly toAgency: string
  readonly shows: Shown
  readonly days: number
  readonly caller: NoticeCaller
}

/**
 * A notice that names the person and says nothing else of them: decided by consent, in the log, signed with the hub's key, kept under the
 * person's. Throws `not_found`, consent's denial, `notice_nothing_to_show`, and `request_invalid` for more days than its kind may stand.
 */
export const issueNotice =
  (deps: NoticeDeps) =>
  async ({ subjectRef, kind, toAgency, shows, days, caller }: IssueNotice, replay: Replay): Promise<Notice> => {
    const { hub, store, now, newId } = deps
    if (days > MOST_DAYS[kind]) throw httpErrors.request_invalid({ fields: [{ pointer: '/days', code: 'invalid' }] })
    const share = await ownShare(deps, subjectRef, caller)
    const { held, key } = await deps.openHeld(share.subjectId)
    const noticeId = newId()
    const of = { noticeId, kind, subjectId: share.subjectId, fromAgency: caller.agency, toAgency }
    const decision = await askFor(deps, { of, share, held, caller })
    if ('denial' in decision) throw refusalOf(decision)
    const { permit } = decision
    const person = personIn(held, shows)
    const category = CATEGORY[shows]
    if (person === undefined || !permit.categories.includes(category)) throw errors.notice_nothing_to_show()
    const issuedAt = now()
    const notice = {
      ...{ ...of, number: paperNumber(randomBytes(16)), shareId: share.shareId, issuedAt },
      expiresAt: new Date(issuedAt.getTime() + days * DAY_MS),
    }
    const { phone: dutyPhone } = await deps.directory.nameOf(share.agency)
    if (dutyPhone === '') throw errors.notice_without_phone()
    const text: NoticeText = {
      ...{ type: 'amparo-notice', v: 1, kind, hub, number: notice.number, from: { dutyPhone }, person },
      ...{ issuedOn: dayOf(issuedAt), expiresOn: dayOf(notice.expiresAt) },
    }
    const content = await signed(deps, text)
    await spendPermit(deps, permit)
    await deps.append({
      ...{ ...groundsOf(permit), categories: [category], ...noted(deps, notice, caller) },
      ...{ action: Action.NOTICE_ISSUED, recipient: { hub, agencyId: toAgency } },
      relations: await relationsTo(deps, caller, held),
    })
    return store.run(async tx => {
      await addNotice(tx, { ...notice, issuedBy: caller.user }, content, key)
      return { ...notice, withdrawnAt: undefined }
    }, replay)
  }

/** What is signed is the text itself, which says its own type: it can be taken for nothing else that this key signs. */
async function signed({ signKey }: NoticeDeps, notice: NoticeText) {
  const text = JSON.stringify(notice)
  return { text, signature: await signDetached(Buffer.from(text, 'utf8'), await signKey()) }
}

const ROUTE = 'POST /notice-views'

/**
 * The notice as signed, sealed to a reader of the agency that issued it or to which it is addressed, as long as consent permits it. To the
 * addressee one that is withdrawn or not permitted any more is not there; its issuer hears why. It stands while access to the person is
 * restricted (rules: Retention), too: it shows its addressee what names the person and no more, on their own word, and without it they could be
 * detained or removed for having asked to be erased.
 */
export const showNotice =
  (deps: NoticeDeps) =>
  async ({ request: compact, caller }: { readonly request: string; readonly caller: ViewCaller }): Promise<string> => {
    const { hub, store, now } = deps
    const { referralId: noticeId, replyCertificate } = await takeViewRequest(deps, ROUTE, compact, caller)
    const notice = await store.read(reader => findNotice(reader, noticeId))
    if (notice === undefined || !isParty(notice, caller)) throw httpErrors.not_found()
    const isIssuer = notice.fromAgency === caller.agency
    if (stateOfNotice(notice, now()) !== 'stands') throw isIssuer ? errors.notice_ended() : httpErrors.not_found()
    const signingKey = await deps.signKey()
    const { share, held, key } = await personOf(deps, notice)
    const decision = await askFor(deps, { of: notice, share, held, caller })
    if ('denial' in decision) throw isIssuer ? refusalOf(decision) : httpErrors.not_found()
    const { permit } = decision
    const content = openNotice(key, notice)
    const category = CATEGORY[shownIn(content)]
    // The person's word was narrowed since it was issued.
    if (!permit.categories.includes(category)) throw isIssuer ? errors.notice_nothing_to_show() : httpErrors.not_found()
    await spendPermit(deps, permit)
    await deps.append({
      ...{ ...groundsOf(permit), categories: [category], ...noted(deps, notice, caller) },
      ...{ action: Action.NOTICE_SHOWN, recipient: { hub, agencyId: caller.agency } },
      relations: await relationsTo(deps, caller, held),
    })
    const view = { referralId: noticeId, ...content }
    return sealOnPermit(deps, permit, { view, route: ROUTE, request: compact, replyCertificate, signingKey })
  }

/** Whether it may be relied upon, by the number that is printed on it, for its two agencies. Throws `not_found` for all others. */
export const checkNotice =
  (deps: NoticeDeps) =>
  async ({ number, caller }: { readonly number: string; readonly caller: NoticeCaller }): Promise<CheckedNotice> => {
    const { store, now } = deps
    const notice = await store.read(reader => noticeOfNumber(reader, number))
    if (notice === undefined || !isParty(notice, caller)) throw httpErrors.not_found()
    const stands = stateOfNotice(notice, now()) === 'stands' && (await isPermitted(deps, notice, caller))
    const code = stands ? 'stands' : 'ended'
    await deps.append({ ...noted(deps, notice, caller), action: Action.NOTICE_CHECKED, code })
    return { noticeId: notice.noticeId, kind: notice.kind, stands, expiresAt: notice.expiresAt }
  }

export interface CheckedNotice extends Pick<Notice, 'noticeId' | 'kind' | 'expiresAt'> {
  readonly stands: boolean
}

async function isPermitted(deps: NoticeDeps, notice: SealedNotice, caller: NoticeCaller): Promise<boolean> {
  const { share, held, key } = await personOf(deps, notice)
  const decision = await askFor(deps, { of: notice, share, held, caller })
  return 'permit' in decision && decision.permit.categories.includes(CATEGORY[shownIn(openNotice(key, notice))])
}

/**
 * By the agency that issued it. Throws `not_found` for every other, and for one that was withdrawn before. What the log has not heard of is
 * entered by whoever asks again, or else by `enterWithdrawnNotices`.
 */
export const endNotice =
  (deps: NoticeDeps) =>
  async (
    { noticeId, caller }: { readonly noticeId: string; readonly caller: NoticeCaller },
    replay: Replay,
  ): Promise<void> => {
    const { store, now } = deps
    const notice = await store.read(reader => findNotice(reader, noticeId))
    if (notice?.fromAgency !== caller.agency) throw httpErrors.not_found()
    // First: should the log be away, it does not stand all the same.
    const withdrawn = await store.run(tx => withdrawNotice(tx, noticeId, { by: caller.user, at: now() }))
    if (withdrawn === undefined) throw httpErrors.not_found()
    await enterWithdrawal(deps, withdrawn, caller.user === withdrawn.withdrawnBy ? caller.acr : '')
    // Last: what the log does not have is not answered again as done.
    await store.run(tx => markWithdrawalEntered(tx, noticeId, now()), replay)
  }

const AT_ONCE = 100

/** Says in the access log what was withdrawn while it was away. Can be broken off anywhere and begun again. */
export const enterWithdrawnNotices =
  (deps: EnterDeps & Pick<NoticeDeps, 'store'>) =>
  async (signal?: AbortSignal): Promise<void> => {
    const { store, now } = deps
    for (let left = true; left && !signal?.aborted; ) {
      const found = await store.read(reader => withdrawnUnentered(reader, AT_ONCE))
      for (const notice of found) {
        await enterWithdrawal(deps, notice, '')
        await store.run(tx => markWithdrawalEntered(tx, notice.noticeId, now()))
      }
      left = found.length === AT_ONCE
    }
  }

type EnterDeps = Pick<NoticeDeps, 'hub' | 'append' | 'now'>

/** Once, and of whoever withdrew it, be it another who asks again; how they had signed in is known at the first try alone. */
async function enterWithdrawal({ hub, append, now }: EnterDeps, notice: Withdrawn, authentication: string) {
  const { noticeId, shareId, kind, fromAgency, withdrawnBy, withdrawnAt = now() } = notice
  await enterOnce(append, {
    ...{ entryId: uuidOf(hash('sha256', `amparo/notice-withdrawn/${noticeId}`, 'hex')), userId: withdrawnBy },
    ...{ action: Action.NOTICE_WITHDRAWN, agency: { hub, agencyId: fromAgency }, authentication },
    ...{ referralId: noticeId, subjectRef: shareId, code: kind, occurredAt: timestampFromDate(withdrawnAt) },
  })
}

interface ListDeps extends Pick<NoticeDeps, 'store' | 'findNoticesStanding' | 'now'> {
  readonly keys: Pick<DataKeys, 'getAll'>
}

/** Ids, kinds and states: of whom each is, is not in it, nor why one stands no more. What one names the person by stays here. */
export const listNotices =
  ({ store, keys, findNoticesStanding, now }: ListDeps) =>
  async (agencyId: string): Promise<readonly (Notice & { readonly state: NoticeState })[]> => {
    const found = await store.read(reader => noticesOf(reader, agencyId, MOST_LISTED))
    const listed = found.map(notice => ({ ...notice, state: stateOfNotice(notice, now()) }))
    const open = listed.filter(({ state }) => state === 'stands').map(({ noticeId }) => noticeId)
    const standing = await findNoticesStanding(open)
    const narrowed = listed.filter(({ noticeId }) => standing.get(noticeId) !== undefined)
    const there = await keys.getAll([...new Set(narrowed.map(({ subjectId }) => subjectId))])
    const stands = async (notice: SealedNotice): Promise<boolean> => {
      const shown = standing.get(notice.noticeId)
      if (shown === undefined) return standing.has(notice.noticeId)
      const key = there.get(notice.subjectId)
      // What cannot be opened names nobody any more.
      const content = key && (await ofOne(async () => openNotice(key, notice)))
      return content !== undefined && shown.includes(CATEGORY[shownIn(content)])
    }
    return Promise.all(
      listed.map(async notice =>
        notice.state !== 'stands' || (await stands(notice)) ? notice : { ...notice, state: 'ended' as const },
      ),
    )
  }

const dayOf = (at: Date) => at.toISOString().slice(0, 10)
