import type { RequestDeps } from '../commands/requests/deps.ts'
import { isUnderWay } from '../domain/requests/contact.ts'
import { type EvidenceRequest, isSigned, type Party } from '../domain/requests/request.ts'
import { contactsOf, openContactsOf } from '../store/request-contacts.ts'
import { requestStepsOf } from '../store/request-steps.ts'
import { findRequest } from '../store/requests.ts'

type Deps = Pick<RequestDeps, 'store' | 'rules'>

/** What an agency that executes a request knows of it here: that there is one, and whose. */
export interface OpenContact {
  readonly requestId: string
  readonly fromHub: string
  /** The central authority that asks. */
  readonly sender: Party
  readonly openedAt: Date
}

const MOST = 200

/** Where the own agency may write in contact, the last opened first. */
export const openContacts =
  ({ store, rules }: Deps) =>
  ({ agency }: { readonly agency: string }): Promise<OpenContact[]> =>
    store.read(async reader => {
      const found: OpenContact[] = []
      for (const { requestId, openedAt } of await openContactsOf(reader, agency, MOST)) {
        const request = await findRequest(reader, requestId)
        if (request === undefined || !isSigned(request)) continue
        if (!isUnderWay(rules, request, await requestStepsOf(reader, requestId))) continue
        found.push({ requestId, fromHub: request.fromHub, sender: request.parties.sender, openedAt })
      }
      return found
    })

/** Whether the own central authority lets that agency write about it, now. */
export const isContact = ({ store, rules }: Deps, request: EvidenceRequest, agency: string): Promise<boolean> =>
  store.read(async reader => {
    const all = await contactsOf(reader, request.id)
    const isOpen = all.some(({ agencyId, closedAt }) => agencyId === agency && closedAt === null)
    return isOpen && isUnderWay(rules, request, await requestStepsOf(reader, request.id))
  })
