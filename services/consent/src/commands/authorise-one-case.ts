import { denials } from '@amparo/contracts'
import { type Caller, httpErrors, requireStepUp } from '@amparo/http'
import { HOUR_MS } from '@amparo/kernel'
import type { Replay } from '@amparo/store'
import { type AgencyRef, lapseBetween } from '../domain/agency.ts'
import { errors } from '../domain/errors.ts'
import { isFocalPoint, isForCase, type OneCase } from '../domain/one-case.ts'
import type { Directory, Listed } from '../ports/directory.ts'
import { findBasis } from '../store/bases.ts'
import { insertOneCase } from '../store/one-cases.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'

export interface AuthoriseOneCase {
  /** As the other focal point has said it; undefined: the first to record it, who is given one. */
  readonly number: string | undefined
  readonly from: AgencyRef
  readonly to: AgencyRef
  readonly basisId: string | undefined
  readonly caller: Pick<Caller, 'user' | 'agency' | 'acr' | 'authTime'>
  readonly replay: Replay
}

/**
 * A focal point lets one vital interest cross to one agency of another hub, as agreed by phone with that hub's focal point. In the
 * sending hub it names the record; in the receiving one the number stands for it. Throws not_found for whoever speaks for no hub,
 * step_up_required, second_person_required, one_case_unfit, one_case_number_taken, and the code of an accreditation that has lapsed.
 */
export const authoriseOneCase =
  (deps: Deps & { readonly directory: Directory }) =>
  async ({ number, from, to, basisId, caller, replay }: AuthoriseOneCase): Promise<OneCase> => {
    const { hub, store, directory, policy, now, newId, log } = deps
    const own = { hub, agencyId: caller.agency }
    const [focalPoint, sender, recipient] = await Promise.all([own, from, to].map(ref => directory.findParty(ref)))
    if (!isFocalPoint(focalPoint)) throw httpErrors.not_found()
    const at = now()
    requireStepUp(caller, at)
    const sends = from.hub === hub
    const known = isActive(sender) && isActive(recipient)
    // The record is named where it is, and only there; where it is not, the number comes from where it is.
    const whole = sends === (basisId !== undefined) && (sends || number !== undefined)
    if (!known || !whole || from.hub === to.hub || (!sends && to.hub !== hub)) throw errors.one_case_unfit()
    // It would be refused when it is sent.
    const lapse = lapseBetween({ sender, recipient }, at)
    if (lapse !== undefined) throw denials[lapse]()
    const after = (hours: number) => new Date(at.getTime() + hours * HOUR_MS)
    const oneCase = await store.run(async tx => {
      const basis = basisId === undefined ? undefined : await findBasis(tx, basisId)
      if (sends && !isForCase(basis, { from, to: recipient }, at)) throw errors.one_case_unfit()
      if (basis?.userId === caller.user) throw errors.second_person_required()
      const next: OneCase = {
        ...{ id: number ?? newId(), from, to, basisId, agencyId: caller.agency, userId: caller.user, authorisedAt: at },
        endsAt: basis?.record.endsAt ?? after(policy.bases.vitalInterest.endsAfterHours),
        confirmBy: after(policy.bases.secondPersonWithinHours),
        ...{ confirmedAt: undefined, confirmedBy: undefined },
      }
      if (!(await insertOneCase(tx, next))) throw errors.one_case_number_taken()
      return next
    }, replay)
    messages['one-case.authorised'](log, { authorisationId: oneCase.id, agencyId: caller.agency })
    return oneCase
  }

const isActive = (party: Listed | undefined): party is Listed => party !== undefined && !party.suspended
