import type { RequestDeps } from '../commands/requests/deps.ts'
import { isUnderWay } from '../domain/requests/contact.ts'
import type { Unread } from '../domain/requests/letters.ts'
import { type EvidenceRequest, isSigned, type Party } from '../domain/requests/request.ts'
import { contactsOf, openContactsOf } from '../store/request-contacts.ts'
import { unreadOf } from '../store/request-letters.ts'
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
  readonly unread: readonly Unread[]
}

const MOST = 200

/** Where the own agency may write in contact, the last opened first. */
export const openContacts =
  ({ hub, store, rules }: Deps & Pick<RequestDeps, 'hub'>) =>
  ({ agency }: { readonly agency: string }): Promise<OpenContact[]> =>
    store.read(async reader => {
      const found: OpenContact[] = []
      const open = await openContactsOf(reader, agency, MOST)
      const ids = open.map(({ requestId }) => requestId)
      const unread = await unreadOf(reader, ids, { hub, agencyId: agency, fields: ['contact'] })
      for (const { requestId, openedAt } of open) {
        const request = await findRequest(reader, requestId)
        if (request === undefined || !isSigned(request)) continue
        if (!isUnderWay(rules, request, await requestStepsOf(reader, requestId))) continue
        const { fromHub, parties } = request
        found.push({ requestId, fromHub, sender: parties.sender, openedAt, unread: unread(requestId) })
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
