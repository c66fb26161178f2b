import { Action, type RequestReasons, type RequestStanding, timestampFromDate } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import { CONTACT, LETTER } from '../../domain/request-text.ts'
import type { Party } from '../../ports/decision.ts'
import { markTextsOpened, requestTextsOf, type SealedText, writtenAbout } from '../../store/request-texts.ts'
import { messages } from '../messages.ts'
import { isSame } from '../open-case.ts'
import { groundsOf, labelsOf, sealOnPermit, spendPermit, stillGiven } from '../permit.ts'
import { shownInFields } from '../shown-whole.ts'
import { tellOpened } from '../tell-opened.ts'
import { takeViewRequest } from '../view-request.ts'
import { opened, type ReadDeps, type ReadTexts } from './read-request-texts.ts'
import { isSealed, permitToRead, toSealedView } from './reading.ts'
import { relationsIn } from './relations-in.ts'
import { asReader } from './standing-of-party.ts'
import { tellLettersOpened } from './tell-letters-opened.ts'

type Route = 'POST /request-letter-views' | 'POST /request-contact-views'
/** An answer may have 4 MiB. */
const MOST_BYTES = 1_800_000

interface ReadLetters extends Omit<ReadTexts, 'after'> {
  /** Only those older than this one. */
  readonly before: string | undefined
  readonly limit: number
}

/** What the two central authorities wrote to each other about a request, newest first, page by page, sealed to a reader of an agency that has to do with it. */
export const readRequestLetters = (deps: ReadDeps) => reading(deps, LETTER, 'POST /request-letter-views')

/** What whoever leads the case and the agency that executes it wrote to each other: to them, and to the central authorities of both. */
export const readContactMessages = (deps: ReadDeps) => reading(deps, CONTACT, 'POST /request-contact-views')

const reading =
  (deps: ReadDeps, field: string, route: Route) =>
  async ({ request, before, limit, caller, correlationId }: ReadLetters): Promise<string> => {
    const { hub, store, now, newId, log } = deps
    const { referralId: requestId, replyCertificate } = await takeViewRequest(deps, route, request, caller)
    const found = await deps.findRequest(requestId, caller)
    const standing = field === CONTACT ? found : asReader(found)
    if (standing === undefined) throw httpErrors.not_found()
    const signingKey = await deps.signKey()
    const own: Party = { hub, agencyId: caller.agency }
    const permitted = () => permitToRead(deps, standing, own, caller, field === CONTACT)
    const first = await permitted()
    const of = { field, before, limit, bytes: MOST_BYTES }
    const { texts, more } = await store.read(reader => writtenAbout(reader, requestId, of))
    const page = texts.filter(({ agencyKey }) => agencyKey === null)
    const shown = (await opened(deps, page)).map(({ field: _, sha256: __, translation: ___, ...letter }, i) => ({
      ...{ letterId: page[i]?.textId, ...letter, reasonsFor: reasonsOf(standing, page[i]) },
    }))
    const unheld = field === LETTER ? await unheldReasons(deps, standing) : []
    const permit = await stillGiven(deps, first, permitted)
    await spendPermit(deps, permit)
    const receipt = await deps.append({
      ...{
        ...groundsOf(permit),
        categories: shownInFields(
          page.map(letter => letter.field),
          permit.categories,
        ),
        entryId: newId(),
      },
      action: Action.MESSAGES_READ,
      ...{ userId: caller.user, agency: own, authentication: caller.acr, referralId: requestId, recipient: own },
      ...{ viewPolicyHash: deps.views.hash, occurredAt: timestampFromDate(now()) },
      relations: await relationsIn(deps, standing, { caller, own, more: page }),
    })
    const { purpose, handlingCode } = labelsOf(permit)
    const view = {
      ...{ referralId: requestId, letters: shown, sealed: texts.filter(isSealed).map(toSealedView) },
      ...{ more, oldest: texts.at(-1)?.textId ?? null, unheld, purpose, handlingCode },
      auditEntry: { id: receipt.entryId, index: Number(receipt.index), leafHash: receipt.leafHash },
    }
    const sealed = await sealOnPermit(deps, permit, { view, route, request, replyCertificate, signingKey })
    await tellOpened(deps, markTextsOpened, { ids: page.map(({ textId }) => textId), correlationId })
    await tellLettersOpened(deps, { requestId, own, correlationId }, page)
    const line = { requestId, agencyId: caller.agency, userId: caller.user, auditEntryId: receipt.entryId }
    messages['request.letters-read'](log, { ...line, correlationId })
    return sealed
  }

/** Which signed answers name this very text, by the authority whose answer it is, as their reasons. Its bytes were hashed when it was opened. */
const reasonsOf = (standing: RequestStanding, letter: SealedText | undefined): string[] =>
  standing.reasons.flatMap(named => (letter && isNamed(standing, named, letter) ? [named.step] : []))

function isNamed(standing: RequestStanding, { side, sha256 }: RequestReasons, letter: SealedText): boolean {
  const party = side === 'sender' ? standing.sender : standing.recipient
  return party !== undefined && letter.sha256 === sha256 && isSame(party, letter.by)
}

/** Answers whose reasons are not here: not come yet, or not those that were signed. */
async function unheldReasons({ store }: ReadDeps, standing: RequestStanding): Promise<string[]> {
  const hashes = standing.reasons.map(({ sha256 }) => sha256)
  const held = await store.read(reader => requestTextsOf(reader, standing.requestId, hashes))
  return standing.reasons.flatMap(named =>
    held.some(letter => letter.field === LETTER && isNamed(standing, named, letter)) ? [] : [named.step],
  )
}
