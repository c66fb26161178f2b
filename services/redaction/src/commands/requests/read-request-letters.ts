import { Action, timestampFromDate } from '@amparo/contracts'
import { sealViewAnswer } from '@amparo/crypto'
import { httpErrors } from '@amparo/http'
import type { Party } from '../../ports/decision.ts'
import { lettersOf, markTextsOpened, type SealedText } from '../../store/request-texts.ts'
import { messages } from '../messages.ts'
import { groundsOf, labelsOf, spendPermit } from '../permit.ts'
import { tellOpened } from '../tell-opened.ts'
import { takeViewRequest } from '../view-request.ts'
import { opened, type ReadDeps, type ReadTexts } from './read-request-texts.ts'
import { permitToRead } from './reading.ts'

const ROUTE = 'POST /request-letter-views'
const MOST = 100
const MOST_BYTES = 1_800_000

/** What the two central authorities wrote to each other about a request, newest first, sealed to a reader of an agency that has to do with it. */
export const readRequestLetters =
  (deps: ReadDeps) =>
  async ({ request, caller, correlationId }: Omit<ReadTexts, 'after'>): Promise<string> => {
    const { hub, store, now, newId, log } = deps
    const { referralId: requestId, replyCertificate } = await takeViewRequest(deps, ROUTE, request, caller)
    const standing = await deps.findRequest(requestId, caller)
    if (standing === undefined) throw httpErrors.not_found()
    const signingKey = await deps.signKey()
    const own: Party = { hub, agencyId: caller.agency }
    const permit = await permitToRead(deps, standing, own, caller)
    const all = await store.read(reader => lettersOf(reader, requestId, MOST))
    const page = fitting(all)
    const shown = (await opened(deps, page)).map(({ field: _, sha256: __, translation: ___, ...letter }, i) => ({
      ...{ letterId: page[i]?.textId, ...letter },
    }))
    await spendPermit(store, permit)
    const receipt = await deps.append({
      ...{ ...groundsOf(permit), categories: permit.categories, entryId: newId(), action: Action.MESSAGES_READ },
      ...{ userId: caller.user, agency: own, authentication: caller.acr, referralId: requestId, recipient: own },
      ...{ viewPolicyHash: deps.views.hash, occurredAt: timestampFromDate(now()) },
    })
    const { purpose, handlingCode } = labelsOf(permit)
    const view = {
      ...{ referralId: requestId, letters: shown, more: page.length < all.length, purpose, handlingCode },
      auditEntry: { id: receipt.entryId, index: Number(receipt.index), leafHash: receipt.leafHash },
    }
    const sealed = await sealViewAnswer({ view, hub, route: ROUTE, request, replyCertificate, signingKey })
    await tellOpened(deps, markTextsOpened, { ids: page.map(({ textId }) => textId), correlationId })
    const line = { requestId, agencyId: caller.agency, userId: caller.user, auditEntryId: receipt.entryId }
    messages['request.letters-read'](log, { ...line, correlationId })
    return sealed
  }

/** As many of the newest as an answer holds, and one in any case. */
function fitting(all: readonly SealedText[]): SealedText[] {
  let bytes = 0
  return all.filter(({ ciphertext }, index) => {
    bytes += ciphertext.byteLength
    return index === 0 || bytes <= MOST_BYTES
  })
}
