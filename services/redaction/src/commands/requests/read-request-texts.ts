import { Action, PERSONS_FIELD, type RequestStanding, timestampFromDate } from '@amparo/contracts'
import { mayBeSentAgain } from '../../domain/request-text.ts'
import type { ViewPolicy } from '../../domain/view-policy.ts'
import { MOST_CODE } from '../../ports/access-log.ts'
import type { Party } from '../../ports/decision.ts'
import { markTextsOpened, openRequestText, type SealedText } from '../../store/request-texts.ts'
import { inTime } from '../in-time.ts'
import { rebuilt } from '../mask-message.ts'
import { messages } from '../messages.ts'
import { groundsOf, labelsOf, sealOnPermit, spendPermit, stillGiven } from '../permit.ts'
import { shownInFields } from '../shown-whole.ts'
import { tellOpened } from '../tell-opened.ts'
import { takeViewRequest, type ViewCaller } from '../view-request.ts'
import type { RequestTextDeps } from './deps.ts'
import { heldTexts, permitToRead, toSealedView } from './reading.ts'
import { type RelationsInDeps, relationsIn } from './relations-in.ts'
import { asReader } from './standing-of-party.ts'

export interface ReadDeps extends RequestTextDeps, RelationsInDeps {
  readonly views: ViewPolicy
  /** The private half of the certificate that views and packages are signed with. */
  readonly signKey: () => Promise<string>
}

export interface ReadTexts {
  /** Compact JWS, made for POST /request-views; the id of the request stands where a referral's would. */
  readonly request: string
  /** Only those of later fields. */
  readonly after: string | undefined
  readonly caller: ViewCaller
  readonly correlationId: string
}

const ROUTE = 'POST /request-views'
/** An answer may have 4 MiB. */
const MOST_BYTES = 1_800_000

/**
 * What a request for evidence says, sealed to a reader of an agency that has to do with it: its drafter, its own central authority, or that of
 * the other state. By a permit and an entry in the log each time; exactly what its hashes name, and which of them are held elsewhere.
 */
export const readRequestTexts =
  (deps: ReadDeps) =>
  async ({ request, after = '', caller, correlationId }: ReadTexts): Promise<string> => {
    const { hub, now, newId, log } = deps
    const { referralId: requestId, replyCertificate } = await takeViewRequest(deps, ROUTE, request, caller)
    const standing = asReader(await deps.findRequest(requestId, caller))
    const signingKey = await deps.signKey()
    const own: Party = { hub, agencyId: caller.agency }
    const permitted = () => permitToRead(deps, standing, own, caller)
    const first = await permitted()
    const { page, more, elsewhere, sealed: forAgency } = await pageOf(deps, standing, after)
    const shown = await opened(deps, page)
    const permit = await stillGiven(deps, first, permitted)
    await spendPermit(deps, permit)
    const receipt = await deps.append({
      ...{ ...groundsOf(permit), categories: shownInFields(fieldsOf(page), permit.categories), entryId: newId() },
      ...{ action: Action.REQUEST_TEXTS_READ, code: codeOf(page) },
      ...{ userId: caller.user, agency: own, authentication: caller.acr, referralId: requestId, recipient: own },
      ...{ viewPolicyHash: deps.views.hash, occurredAt: timestampFromDate(now()) },
      relations: await relationsIn(deps, standing, { caller, own }),
    })
    const { purpose, handlingCode } = labelsOf(permit)
    const auditEntry = { id: receipt.entryId, index: Number(receipt.index), leafHash: receipt.leafHash }
    const view = {
      ...{ referralId: requestId, texts: shown, sealed: forAgency, elsewhere, more, purpose, handlingCode },
      ...{ policyHash: deps.views.hash, auditEntry },
    }
    const sealed = await sealOnPermit(deps, permit, { view, route: ROUTE, request, replyCertificate, signingKey })
    await tellOpened(deps, markTextsOpened, { ids: page.map(({ textId }) => textId), correlationId })
    const line = { requestId, agencyId: caller.agency, userId: caller.user, auditEntryId: receipt.entryId }
    messages['request.texts-read'](log, { ...line, correlationId })
    return sealed
  }

/** Which fields somebody has read, for the log. */
const codeOf = (page: readonly SealedText[]): string => fieldsOf(page).join(':')
const fieldsOf = (page: readonly SealedText[]): string[] => page.map(({ field }) => field)

/** As many as an answer holds and an entry of the log can name, and one in any case. */
async function pageOf(deps: ReadDeps, standing: RequestStanding, after: string) {
  const { open, sealed } = await heldTexts(deps, standing)
  const later = open.filter(({ field }) => field > after)
  let bytes = 0
  const page = later.filter((text, index) => {
    bytes += text.ciphertext.byteLength
    const fits = bytes <= MOST_BYTES && codeOf(later.slice(0, index + 1)).length <= MOST_CODE
    return index === 0 || fits
  })
  const here = new Set([...open, ...sealed].map(({ field }) => field))
  const elsewhere = standing.texts.map(({ field }) => field).filter(field => !here.has(field))
  return { page, more: page.length < later.length, elsewhere, sealed: sealed.map(toSealedView) }
}

/** Documents of another hub are made anew here as well: one that was taken over can put into a document whatever it likes. */
export async function opened(deps: Pick<ReadDeps, 'hub' | 'keys' | 'redactFileOf'>, page: readonly SealedText[]) {
  const [first] = page
  if (first === undefined) return []
  const key = await deps.keys.get(first.requestId)
  const redactFileOf = inTime(deps.redactFileOf)
  return Promise.all(
    page.map(async text => {
      const { lang, text: says, attachments, translation, suspects } = openRequestText(key, text).content
      const whole = { lang, text: says, attachments }
      const shown = text.by.hub === deps.hub ? whole : await rebuilt(redactFileOf(text.by), whole)
      const { field, sha256, delivery, deliveryCode } = text
      return {
        field,
        sha256,
        by: text.by,
        madeAt: text.madeAt.toISOString(),
        delivery,
        deliveryCode,
        mayBeSentAgain: mayBeSentAgain(text),
        ...shown,
        ...(translation && { translation }),
        ...(text.field === PERSONS_FIELD && { suspects: suspects ?? [] }),
      }
    }),
  )
}
