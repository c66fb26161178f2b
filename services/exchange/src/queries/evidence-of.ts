import { Action } from '@amparo/contracts'
import type { Caller } from '@amparo/http'
import { type Page as PageRead, readPage, type Store } from '@amparo/store'
import { type Auditor, enterLook, type LookDeps } from '../commands/enter-look.ts'
import type { RequestDeps } from '../commands/requests/deps.ts'
import type { Carried } from '../domain/delivery.ts'
import { errors } from '../domain/requests/errors.ts'
import { roleOf } from '../domain/requests/request.ts'
import { askerOf } from '../ports/asker.ts'
import type { InWhosePlace } from '../ports/referral.ts'
import { evidenceOfOne, evidenceOfReferral, evidenceOfRequest, type Page, type Statement } from '../store/evidence.ts'
import { findRequest } from '../store/requests.ts'

export type { Statement }

interface ReferralDeps {
  readonly store: Pick<Store, 'read'>
  readonly inWhosePlace: InWhosePlace
}

/**
 * Statements about what was carried of a referral, for the agency that sent it or to which it came. Whoever acts for a suspended sender reads
 * no message and no file of it (ADR 63), nor that there was one. Empty for anybody else.
 */
export const evidenceOf =
  ({ store, inWhosePlace }: ReferralDeps) =>
  async (
    of: { readonly referralId: string; readonly carried: Carried },
    caller: Pick<Caller, 'agency' | 'token'>,
    { after, limit }: Page,
  ): Promise<PageRead<Statement>> => {
    const agencyId = await inWhosePlace(caller, of.referralId)
    if (agencyId === undefined || (agencyId !== caller.agency && of.carried !== 'package'))
      return { items: [], last: undefined }
    return readPage(limit, most =>
      store.read(reader => evidenceOfReferral(reader, { ...of, agencyId }, { after, limit: most })),
    )
  }

interface AuditDeps extends LookDeps {
  readonly store: Pick<Store, 'read'>
}

/**
 * Statements about one package, message, text or file, for whoever reads the log, where its id stands. That they read them is in the log before, of
 * each referral that has something under that id: another hub gives ids of its own. Empty where there are none.
 */
export const evidenceOfWhatLeft =
  (deps: AuditDeps) =>
  async (id: string, by: Auditor): Promise<Statement[]> => {
    const found = await deps.store.read(reader => evidenceOfOne(reader, id))
    const referralIds = found.map(({ aboutReferralId }) => aboutReferralId)
    if (found.length > 0) await enterLook(deps, by, { action: Action.DELIVERY_READ, code: id, referralIds })
    return found
  }

/** The same of a request for evidence, for whoever drafted it and both central authorities. Throws no_such_request. */
export const evidenceOfOneRequest =
  (deps: Pick<RequestDeps, 'hub' | 'store' | 'directory'>) =>
  async (id: string, caller: { readonly agency: string }, { after, limit }: Page): Promise<PageRead<Statement>> => {
    const asker = await askerOf(deps, caller)
    return deps.store.read(async reader => {
      const request = await findRequest(reader, id)
      if (request === undefined || roleOf(request, asker) === undefined) throw errors.no_such_request()
      const peer = request.fromHub === deps.hub ? request.toHub : request.fromHub
      return readPage(limit, most => evidenceOfRequest(reader, id, peer, { after, limit: most }))
    })
  }
