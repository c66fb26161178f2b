import type { Caller as TokenCaller } from '@amparo/http'
import type { Due, Protocol, Run } from '@amparo/protocols'
import { type Page as PageRead, readPage } from '@amparo/store'
import type { RequestDeps } from '../commands/requests/deps.ts'
import type { Contact } from '../domain/requests/contact.ts'
import { type CaseClock, clocksOf, courseOf, deadlinesOf } from '../domain/requests/course.ts'
import { errors } from '../domain/requests/errors.ts'
import { itemTermsOf } from '../domain/requests/item-terms.ts'
import { type Unread, WRITTEN } from '../domain/requests/letters.ts'
import { type Readiness, readinessOf } from '../domain/requests/ready.ts'
import { type EvidenceRequest, isSigned, type Party, type Role, roleOf, type Step } from '../domain/requests/request.ts'
import { basisOf } from '../domain/requests/rules.ts'
import type { RequestForm, Treaty } from '../domain/requests/terms.ts'
import type { LastSent } from '../domain/requests/untaken.ts'
import { isByPhone, watchedOf } from '../domain/requests/watched.ts'
import { askerOf } from '../ports/asker.ts'
import type { Page } from '../store/evidence.ts'
import { type ShownUse, usesOf } from '../store/item-uses.ts'
import { contactsOf } from '../store/request-contacts.ts'
import { lettersUnderWay, unreadOf } from '../store/request-letters.ts'
import {
  firstSentOf,
  lastSentOf,
  requestStepsOf,
  type SignedMessage,
  signedMessagesOf,
} from '../store/request-steps.ts'
import { findRequest, type Listed, listRequests } from '../store/requests.ts'

type Deps = Pick<RequestDeps, 'hub' | 'store' | 'rules' | 'directory' | 'dues' | 'now'>
type Caller = Pick<TokenCaller, 'agency' | 'scopes'>

/** A request as one agency of this hub may see it. */
export interface RequestDetail {
  readonly request: EvidenceRequest
  readonly role: Role
  readonly treaty: Treaty
  readonly protocol: Protocol
  readonly readiness: Readiness
  readonly form: RequestForm
  /** Of one that was signed. */
  readonly course: Course | undefined
  /** Of what was written about it, what the own agency has not opened and whoever looks may. */
  readonly unread: readonly Unread[]
}
export interface Course {
  readonly run: Run<Step>
  readonly dues: readonly Due[]
  readonly clocks: readonly CaseClock[]
  /** Undefined: this hub has told the other nothing yet. */
  readonly delivery: LastSent | undefined
  /** Of the other state's central authority, staffed day and night; of what is urgent. */
  readonly phone: string | undefined
  /** What the other hub is still to state of an urgent one, and by when. */
  readonly watched: readonly Due[]
  /** Of what came, in this hub. */
  readonly uses: readonly ShownUse[]
  /** Agencies of this hub that execute it and write to whoever leads the case; to its own central authority. */
  readonly contacts: readonly Contact[]
}

/** Throws no_such_request, also to whoever may not see it. */
export const requestDetail =
  (deps: Deps) =>
  async (id: string, caller: Caller): Promise<RequestDetail> => {
    const { store, rules } = deps
    const asker = await askerOf(deps, caller)
    const found = await store.read(async reader => {
      const request = await findRequest(reader, id)
      const role = request && roleOf(request, asker)
      if (request === undefined || role === undefined) throw errors.no_such_request()
      const steps = await requestStepsOf(reader, id)
      const first = await firstSentOf(reader, id)
      const contacts = role === 'recipient' ? await contactsOf(reader, id) : []
      const delivery = await lastSentOf(reader, id)
      const letters = await lettersUnderWay(reader, id)
      const unread = (await unreadOf(reader, [id], lookingAs(asker, caller)))(id)
      return { request, role, steps, first, letters, delivery, contacts, unread, uses: await usesOf(reader, id) }
    })
    const { request, role, steps, first, letters, delivery, contacts, unread, uses } = found
    const { treaty, protocol } = basisOf(rules, request)
    const readiness = readinessOf(rules.terms, treaty, request)
    const seen = { request, role, treaty, protocol, form: rules.terms.form, readiness, unread }
    if (!isSigned(request)) return { ...seen, course: undefined }
    const run = courseOf(protocol, request, steps)
    const ours = { hub: deps.hub, calendar: rules.calendarOf(deps.hub) }
    const dues = [...deadlinesOf(rules, request, run), ...itemTermsOf(request, run, { ...ours, now: deps.now() })]
    const phone = isByPhone(request)
      ? await phoneOf(deps, request.parties[role === 'recipient' ? 'sender' : 'recipient'])
      : undefined
    const watched = watchedOf(request, { run, first, letters }, { ...ours, dues: deps.dues.emergency })
    return { ...seen, course: { run, dues, clocks: clocksOf(request, run), delivery, phone, watched, uses, contacts } }
  }

/** Letters are opened with one scope, and contact with another. */
const lookingAs = ({ hub, agencyId }: Party, { scopes }: Pick<TokenCaller, 'scopes'>) => ({
  ...{ hub, agencyId },
  fields: WRITTEN.filter(field => field === 'letter' || scopes.has('evidence:contact')),
})

const phoneOf = async ({ directory }: Deps, { hub, agencyId }: { hub: string; agencyId: string }) =>
  (await directory.findAgency(hub, agencyId))?.dutyPhone

export type ListedRequest = Listed & Pick<RequestDetail, 'unread'>

/** Those that the caller's agency may see, last changed first, and where the next page begins. */
export const requestList =
  (deps: Deps) =>
  async (
    caller: Caller,
    { after, limit }: Page,
  ): Promise<{ items: ListedRequest[]; last: ListedRequest | undefined }> => {
    const asker = await askerOf(deps, caller)
    const { hub, agencyId, isAuthority } = asker
    return readPage(limit, most =>
      deps.store.read(async reader => {
        const listed = await listRequests(reader, { hub, agencyId, isAuthority, after, limit: most })
        const ids = listed.map(({ id }) => id)
        const unread = await unreadOf(reader, ids, lookingAs(asker, caller))
        return listed.map(one => ({ ...one, unread: unread(one.id) }))
      }),
    )
  }

/** What both hubs have signed of it, for a central authority that is party to it, and where the next page begins. */
export const requestMessages =
  (deps: Deps) =>
  async (id: string, caller: Caller, { after, limit }: Page): Promise<PageRead<SignedMessage>> => {
    const asker = await askerOf(deps, caller)
    return deps.store.read(async reader => {
      const request = await findRequest(reader, id)
      const role = request && roleOf(request, asker)
      if (role !== 'sender' && role !== 'recipient') throw errors.no_such_request()
      return readPage(limit, most => signedMessagesOf(reader, id, { after, limit: most }))
    })
  }
