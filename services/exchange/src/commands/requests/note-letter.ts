import { isUuid } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { isSha256 } from '../../domain/codes.ts'
import { isUnderWay } from '../../domain/requests/contact.ts'
import { readersOf, writtenIn } from '../../domain/requests/letters.ts'
import { isSigned, type Party } from '../../domain/requests/request.ts'
import { saveCallAt } from '../../store/request-calls.ts'
import { contactsOf } from '../../store/request-contacts.ts'
import { addLetter, addOpened, type Opened } from '../../store/request-letters.ts'
import { requestStepsOf } from '../../store/request-steps.ts'
import { lockRequest, touchRequest } from '../../store/requests.ts'
import type { RequestDeps } from './deps.ts'
import { tellAgencies } from './tell-agencies.ts'

interface Stored {
  readonly requestId: string
  /** Of what lies in the vault now: what a request itself says is no letter. */
  readonly field: string
  readonly sha256: string
  readonly from: Party
}

/**
 * A letter about a request, or a message of the operational contact, lies in this hub's vault: the agencies that are to read it hear so, once,
 * under whichever id it came, and the request says it until each has opened it.
 */
export const noteLetter =
  (deps: RequestDeps) =>
  async (tx: Transaction, { requestId, field: name, sha256, from: by }: Stored): Promise<void> => {
    const field = writtenIn(name)
    if (field === undefined || !isSha256(sha256) || !isUuid(requestId)) return
    const request = await lockRequest(tx, requestId)
    if (request === undefined || !isSigned(request)) return
    const at = deps.now()
    if (!(await addLetter(tx, { requestId, sha256, field, by, at }))) return
    await touchRequest(tx, requestId, at)
    const isOpen = isUnderWay(deps.rules, request, await requestStepsOf(tx, requestId))
    const contacts = isOpen ? (await contactsOf(tx, requestId)).filter(({ closedAt }) => closedAt === null) : []
    const agencies = readersOf(request, { field, by }, { hub: deps.hub, contacts })
    tellAgencies(tx, deps, { request, what: 'request-written', agencies })
  }

/** An agency of this hub has opened these: whoever waited for that has the request looked at again. */
export const noteOpened =
  ({ now }: Pick<RequestDeps, 'now'>) =>
  async (tx: Transaction, opened: Omit<Opened, 'at'>): Promise<void> => {
    const at = now()
    await addOpened(tx, { ...opened, at })
    await saveCallAt(tx, opened.requestId, at)
  }
