import { DataCategory, dataCategories, encode, type Permit, viewOpened } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Log } from '@amparo/observability'
import { errors } from '../../domain/errors.ts'
import { type ViewPolicy, withheldBecause } from '../../domain/view-policy.ts'
import type { OpenedHeld, OpenHeld } from '../../queries/open-held.ts'
import type { DataKeys } from '../../store/data-keys.ts'
import { findSealedSaid, markOpened, type SealedMessageFound } from '../../store/messages.ts'
import { findSealedContents, type SealedContents } from '../../store/sealed-contents.ts'
import { allowanceOf, categoriesOf } from '../allowance.ts'
import { type AskPermitDeps, askPermit } from '../ask-permit.ts'
import { messages } from '../messages.ts'
import { isSame, type OpenCase } from '../open-case.ts'
import { type OpenToReadDeps, openToRead } from '../open-to-read.ts'
import { labelsOf, sealOnPermit } from '../permit.ts'
import { type RelationsDeps, relationsTo } from '../relations-to.ts'
import { tellOpened } from '../tell-opened.ts'
import { takeViewRequest } from '../view-request.ts'
import { parcelOf } from './check-inside.ts'
import { type GiveOut, type GiveOutDeps, giveOut, type SealedHere } from './give-out.ts'

export interface GiveOutContentsDeps extends GiveOutDeps, AskPermitDeps, OpenToReadDeps, RelationsDeps {
  readonly hub: string
  readonly store: GiveOutDeps['store']
  readonly openHeld: OpenHeld
  readonly keys: Pick<DataKeys, 'get' | 'has'>
  readonly views: ViewPolicy
  readonly signKey: () => Promise<string>
  readonly now: GiveOutDeps['now']
  readonly newId: GiveOutDeps['newId']
  readonly log: Log
}

const ROUTE = 'POST /sealed-contents'

/**
 * What was sealed to the key that the reader's agency holds itself, as a folder in a ZIP, on a decision made now: what was referred, or, by its
 * id, a message or what the recipient assessed. Given whole or not at all: it was cut when it was sealed. Throws `not_found` for whoever is not
 * assigned, consent's denial, `contents_not_permitted`, `contents_key_revoked`.
 */
export const giveOutContents =
  (deps: GiveOutContentsDeps) =>
  async ({
    request: compact,
    messageId,
    caller,
    correlationId,
  }: GiveOut & { readonly messageId?: string | undefined }) => {
    const { store, now, newId } = deps
    const { referralId, replyCertificate } = await takeViewRequest(deps, ROUTE, compact, caller)
    const signingKey = await deps.signKey()
    const found = await openToRead(deps)(caller, referralId)
    const asking = { found, opened: await deps.openHeld(found.share.subjectId), caller, correlationId }
    const here = await (messageId === undefined ? referred(deps, asking) : said(deps, messageId, asking))
    const { receipt, name, content } = await giveOut(deps, here, { referralId, caller })
    const parts: Uint8Array[] = []
    for await (const part of content) parts.push(part)
    const zip = Buffer.concat(parts).toString('base64')
    const { entryId: id, index, leafHash } = receipt
    const auditEntry = { id, index: Number(index), leafHash }
    const view = { referralId, name, zip, sealedTo: here.sealedTo, ...labelsOf(here.permit), auditEntry }
    const answer = { view, request: compact, replyCertificate, signingKey }
    const sealed = await sealOnPermit(deps, here.permit, { ...answer, route: ROUTE })
    const opened = { referralId, agencyId: caller.agency, userId: caller.user, auditEntryId: id }
    // The sender's hub hears that it was retrieved: what is opened offline nobody hears of.
    if (messageId !== undefined) await tellOpened(deps, markOpened, { ids: [messageId], correlationId })
    else
      await store.run(async tx => {
        const meta = { id: newId(), aggregateId: id, aggregateVersion: 1, occurredAt: now(), correlationId }
        tx.emit(encode(viewOpened, opened, meta))
      })
    messages['contents.given-out'](deps.log, { ...opened, correlationId })
    return sealed
  }

interface Asking extends Pick<GiveOut, 'caller' | 'correlationId'> {
  readonly found: OpenCase
  readonly opened: OpenedHeld
}

/** What came of the person. */
async function referred(deps: GiveOutContentsDeps, { found, opened, ...asking }: Asking): Promise<SealedHere> {
  const { own, parties, share } = found
  if (!isSame(parties.to, own)) throw httpErrors.not_found()
  const { held, key } = opened
  const of = { subjectId: share.subjectId, key }
  const contents = await deps.store.read(reader => findSealedContents(reader, deps.keys, of))
  if (contents === undefined) throw httpErrors.not_found()
  const asked = { occasion: 'view', sender: parties.from, recipient: own, held, ...asking } as const
  const permit = await askPermit(deps, found, asked)
  demandAll(permit, contents)
  return {
    ...{ id: contents.packageId, sealedTo: contents.sealedTo, fromHub: parties.from.hub, permit },
    source: await parcelOf(contents.parcel),
    categories: contents.categories.map(code => dataCategories.toEnum(code)),
    relations: await relationsTo(deps, asking.caller, held),
    entry: { subjectRef: share.shareId },
  }
}

/** What the other agency wrote, or assessed. */
async function said(
  deps: GiveOutContentsDeps,
  messageId: string,
  { found, opened, ...asking }: Asking,
): Promise<SealedHere> {
  const { own, other, share, standing } = found
  const { held, key } = opened
  const { subjectId } = share
  const item = await deps.store.read(reader => findSealedSaid(reader, { messageId, subjectId, key }))
  if (item?.referralId !== standing.referralId || !isSame(item.to, own)) throw httpErrors.not_found()
  const { report, parcel, sealedTo } = item
  const asked = { occasion: 'view', report, sender: other, recipient: own, held, ...asking } as const
  const permit = await askPermit(deps, found, asked)
  return {
    ...{ id: messageId, sealedTo, fromHub: item.from.hub, permit, source: await parcelOf(parcel) },
    categories: categoriesIn(deps.views, permit, item),
    relations: await relationsTo(deps, asking.caller, held),
    entry: { subjectRef: share.shareId },
  }
}

/** Of a message its text, as where a hub shows it; of a report all of its answers. Throws `contents_not_permitted`. */
function categoriesIn(views: ViewPolicy, permit: Permit, { report, categories }: SealedMessageFound): DataCategory[] {
  const part = report ? 'assessments' : 'messages'
  const all = report ? categories : [dataCategories.toCode(DataCategory.NARRATIVE)]
  const { disclosure, categories: permitted } = allowanceOf(permit)
  const isPermitted = (category: string) =>
    permitted.has(category) && withheldBecause(views, disclosure, category, part) === undefined
  if (!all.every(isPermitted)) throw errors.contents_not_permitted()
  return all.map(category => dataCategories.toEnum(category))
}

/** It was cut when it was sealed, and nobody can cut it now. */
function demandAll(permit: Permit, { categories, codeNameOnly }: SealedContents): void {
  const permitted = categoriesOf(permit)
  const isPermitted = (category: string) =>
    category === 'identity' && (codeNameOnly || permit.codeNameOnly) ? codeNameOnly : permitted.has(category)
  if (!categories.every(isPermitted)) throw errors.contents_not_permitted()
}
