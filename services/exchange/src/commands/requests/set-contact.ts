import { encode, useMoved } from '@amparo/contracts'
import { actorNow } from '@amparo/observability'
import type { Replay } from '@amparo/store'
import { type Contact, isUnderWay, mayBeContact } from '../../domain/requests/contact.ts'
import { errors } from '../../domain/requests/errors.ts'
import { isSigned, roleOf } from '../../domain/requests/request.ts'
import { askerOf } from '../../ports/asker.ts'
import { closeContact, contactsOf, openContact } from '../../store/request-contacts.ts'
import { requestStepsOf } from '../../store/request-steps.ts'
import { lockRequest } from '../../store/requests.ts'
import type { By, RequestDeps } from './deps.ts'
import { tellAgencies } from './tell-agencies.ts'

interface SetContact extends Pick<By, 'caller'> {
  readonly id: string
  readonly agencyId: string
  readonly open: boolean
  readonly replay: Replay
}

/**
 * The central authority that was asked lets the agency that executes a request write to whoever leads the case, and ends that. The agency hears that something
 * waits, and the access log has it. Asked again it changes nothing. Throws no_such_request, contact_not_possible.
 */
export const setContact =
  (deps: RequestDeps) =>
  async ({ caller, id, agencyId, open, replay }: SetContact): Promise<Contact[]> => {
    const { hub, directory, rules, now, newId } = deps
    const [asker, agency] = [await askerOf(deps, caller), await directory.findAgency(hub, agencyId)]
    return deps.store.run(async tx => {
      const request = await lockRequest(tx, id)
      if (request === undefined || !isSigned(request) || roleOf(request, asker) !== 'recipient')
        throw errors.no_such_request()
      const at = now()
      const change = { requestId: id, agencyId, by: caller.user, at }
      if (open && !(mayBeContact(agency) && isUnderWay(rules, request, await requestStepsOf(tx, id))))
        throw errors.contact_not_possible()
      const isNew = await (open ? openContact(tx, change) : closeContact(tx, change))
      if (isNew) {
        const meta = {
          id: newId(),
          aggregateId: id,
          aggregateVersion: request.version,
          occurredAt: at,
          correlationId: id,
        }
        const step = open ? 'open-contact' : 'close-contact'
        const moved = {
          requestId: id,
          step,
          about: agency?.type ?? '',
          userId: caller.user,
          actor: actorNow(caller.user),
        }
        tx.emit(encode(useMoved, { ...moved, by: request.parties.recipient, to: { hub, agencyId } }, meta))
        if (open) tellAgencies(tx, deps, { request, what: 'request-changed', agencies: [agencyId] })
      }
      return contactsOf(tx, id)
    }, replay)
  }
