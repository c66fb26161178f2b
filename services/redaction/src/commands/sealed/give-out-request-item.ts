import { type DataCategory, type ItemUseCode, itemDenied, type RequestStanding } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import { isUuid } from '@amparo/kernel'
import { isAbout } from '../../domain/request-text.ts'
import type { Party } from '../../ports/decision.ts'
import type { GivenPermit } from '../../ports/given-permit.ts'
import type { FindRequest, PermitEvidence } from '../../ports/requests.ts'
import type { DataKeys } from '../../store/data-keys.ts'
import type { FileArrival } from '../../store/file-arrivals.ts'
import { findRequestText, markTextsOpened, parcelIn } from '../../store/request-texts.ts'
import { type DemandUseDeps, demandUse } from '../demand-use.ts'
import { tellFileOpened } from '../files/tell-file-opened.ts'
import { isSame } from '../open-case.ts'
import { namedItem } from '../request-files/check-named.ts'
import { isSealed, permitToRead, type SealedTextHere } from '../requests/reading.ts'
import { type RelationsInDeps, relationsIn } from '../requests/relations-in.ts'
import { asReader } from '../requests/standing-of-party.ts'
import { tellLettersOpened } from '../requests/tell-letters-opened.ts'
import { shownInFields, WHOLE } from '../shown-whole.ts'
import { tellOpened } from '../tell-opened.ts'
import { takeViewRequest, type ViewCaller } from '../view-request.ts'
import { parcelOf } from './check-inside.ts'
import { type GiveOutDeps, type GiveOutFor, giveOut, type SealedHere } from './give-out.ts'
import { fileHere, type GiveOutFileDeps, sealedArrival } from './give-out-file.ts'

export interface GiveOutRequestItemDeps extends GiveOutDeps, RelationsInDeps, DemandUseDeps {
  readonly hub: string
  readonly append: GiveOutDeps['append']
  readonly now: GiveOutDeps['now']
  readonly newId: GiveOutDeps['newId']
  readonly store: GiveOutFileDeps['store']
  readonly keys: DataKeys
  readonly findRequest: FindRequest
  readonly permitEvidence: PermitEvidence
}

const ROUTE = 'POST /sealed-request-items'

type Item = Omit<SealedHere, 'permit' | 'categories' | 'relations'>

/**
 * What of a request for evidence was sealed to the key which a central authority holds itself, as a folder in a ZIP: a text, a letter or a file,
 * by its id, on a decision made now. Throws `not_found` for everybody else, consent's denial, the refusal of
 * a use, `contents_key_revoked`.
 */
export const giveOutRequestItem =
  (deps: GiveOutRequestItemDeps) =>
  async ({ request: compact, itemId, use, goOn, caller, correlationId }: GiveOutFor & { readonly itemId: string }) => {
    const { referralId: requestId } = await takeViewRequest(deps, ROUTE, compact, caller)
    const standing = asReader(await deps.findRequest(requestId, caller))
    const own: Party = { hub: deps.hub, agencyId: caller.agency }
    const arrival = await sealedArrival(deps, { deliveryId: itemId, referralId: requestId, agencyId: own.agencyId })
    const text = arrival ? undefined : await textHere(deps, standing, { itemId, own })
    const item = arrival ? await fileHere(deps, arrival) : text && (await toItem(deps, text))
    if (item === undefined) throw httpErrors.not_found()
    const permit = await permitToRead(deps, standing, own, caller)
    await demandTerms(deps, { requestId, arrival }, { caller, own, use, permit })
    const relations = await relationsIn(deps, standing, { caller, own })
    const here = { ...item, permit, categories: shownIn(text, permit.categories), relations }
    const given = await giveOut(deps, here, { referralId: requestId, caller, goOn })
    if (arrival) await tellFileOpened(deps, arrival, correlationId)
    else await tellOpened(deps, markTextsOpened, { ids: [itemId], correlationId })
    if (text) await tellLettersOpened(deps, { requestId, own, correlationId }, [text])
    return given
  }

const shownIn = (text: SealedTextHere | undefined, permitted: readonly DataCategory[]) =>
  text ? shownInFields([text.field], permitted) : [...new Set([...permitted, ...WHOLE])]

interface Used {
  readonly caller: ViewCaller
  readonly own: Party
  readonly use: ItemUseCode
  readonly permit: GivenPermit
}

/**
 * What came under limits is not given out against them, though nobody here can open it: its sender has signed its hash. Given out once for one
 * use it is out: the same again is the same use. What is said in a request or a letter serves that request alone.
 */
async function demandTerms(
  deps: GiveOutRequestItemDeps,
  { requestId, arrival }: { readonly requestId: string; readonly arrival: FileArrival | undefined },
  { caller, own, use, permit }: Used,
): Promise<void> {
  if (arrival === undefined) {
    if (use !== 'as-requested') throw itemDenied('item_use_not_permitted', requestId)
    return
  }
  const named = await namedItem(deps, arrival, arrival.itemId)
  if (named === undefined) throw httpErrors.not_found()
  const triedAs = `${arrival.deliveryId} ${caller.user} ${use}`
  await demandUse(deps, { caller, sha256: [named.sha256], use, to: own, triedAs, givenOut: true, permit })
}

/** Undefined: there is none of that id for that authority. */
async function textHere(
  { store }: GiveOutRequestItemDeps,
  standing: RequestStanding,
  { itemId, own }: { readonly itemId: string; readonly own: Party },
): Promise<SealedTextHere | undefined> {
  const text = isUuid(itemId) ? await store.read(reader => findRequestText(reader, itemId)) : undefined
  if (text === undefined || !isSealed(text)) return undefined
  return text.requestId === standing.requestId && isFor(standing, text, own) ? text : undefined
}

async function toItem({ keys }: GiveOutRequestItemDeps, text: SealedTextHere): Promise<Item> {
  const source = await parcelOf(parcelIn(await keys.get(text.requestId), text))
  return { id: text.textId, sealedTo: text.agencyKey, fromHub: text.by.hub, source }
}

/** What is asked is for whoever is asked; of what is written about it, what came from the other state: who may write so was asked when it came. */
function isFor(
  { sender, recipient }: RequestStanding,
  { field, by }: { field: string; by: Party },
  own: Party,
): boolean {
  if (sender === undefined || recipient === undefined) return false
  if (isSame(recipient, own)) return isSame(sender, by) || (isAbout(field) && by.hub === sender.hub)
  return isSame(sender, own) && isAbout(field) && by.hub === recipient.hub
}
