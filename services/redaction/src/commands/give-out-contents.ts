import { Action, dataCategories, encode, type Permit, timestampFromDate, viewOpened } from '@amparo/contracts'
import { sealViewAnswer } from '@amparo/crypto'
import { httpErrors } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { Append } from '../ports/access-log.ts'
import type { Party } from '../ports/decision.ts'
import type { Directory } from '../ports/directory.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { findSealedContents, type SealedContents } from '../store/sealed-contents.ts'
import { categoriesOf } from './allowance.ts'
import { type AskPermitDeps, askPermit } from './ask-permit.ts'
import { folderOf } from './contents-folder.ts'
import { messages } from './messages.ts'
import { isSame, type OpenCaseDeps, openCase } from './open-case.ts'
import { groundsOf, labelsOf, spendPermit } from './permit.ts'
import { parcelOf } from './read-contents.ts'
import { type RelationsDeps, relationsTo } from './relations-to.ts'
import { takeViewRequest, type ViewCaller } from './view-request.ts'

export interface GiveOutDeps extends AskPermitDeps, OpenCaseDeps, RelationsDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly openHeld: OpenHeld
  readonly directory: Directory
  readonly append: Append
  readonly signKey: () => Promise<string>
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
}

export interface GiveOut {
  /** Compact JWS. */
  readonly request: string
  readonly caller: ViewCaller
  readonly correlationId: string
}

const ROUTE = 'POST /sealed-contents'

/**
 * What was sealed to the key that the reader's agency holds itself, as a folder in a ZIP: decided now and in the log before a byte of it is
 * given, since after that no hub limits anything. Given whole or not at all. Throws `not_found` for whoever is not assigned, consent's denial,
 * `contents_not_permitted`, `contents_key_revoked`.
 */
export const giveOutContents =
  (deps: GiveOutDeps) =>
  async ({ request: compact, caller, correlationId }: GiveOut): Promise<string> => {
    const { hub, store, now, newId } = deps
    const { referralId, replyCertificate } = await takeViewRequest(deps, ROUTE, compact, caller)
    const signingKey = await deps.signKey()
    const found = await openCase(deps)(caller, referralId)
    const { own, parties, share } = found
    if (!isSame(parties.to, own)) throw httpErrors.not_found()
    const { held, key } = await deps.openHeld(share.subjectId)
    const contents = await store.read(reader => findSealedContents(reader, { subjectId: share.subjectId, key }))
    if (contents === undefined) throw httpErrors.not_found()
    await demandKeyStands(deps.directory, own, contents.sealedTo)
    const asked = { occasion: 'view', sender: parties.from, recipient: own, held, caller, correlationId } as const
    const permit = await askPermit(deps, found, asked)
    demandAll(permit, contents)
    const name = `amparo-${contents.packageId}`
    const signers = await signersFrom(deps.directory, parties.from.hub)
    const source = await parcelOf(contents.parcel)
    const parts: Uint8Array[] = []
    for await (const part of folderOf(name, { source, signers })) parts.push(part)
    const zip = Buffer.concat(parts)
    await spendPermit(store, permit)
    const receipt = await deps.append({
      ...{ ...groundsOf(permit), entryId: newId(), action: Action.CONTENTS_GIVEN_OUT, code: contents.sealedTo },
      categories: contents.categories.map(code => dataCategories.toEnum(code)),
      ...{ packageId: contents.packageId, userId: caller.user, agency: own, authentication: caller.acr },
      ...{ referralId, subjectRef: share.shareId, recipient: own, occurredAt: timestampFromDate(now()) },
      relations: await relationsTo(deps, caller, held),
    })
    const { entryId: id, index, leafHash } = receipt
    const { handlingCode, purpose, basis } = labelsOf(permit)
    const view = {
      ...{ referralId, name, zip: zip.toString('base64'), sealedTo: contents.sealedTo },
      ...{ purpose, basis, handlingCode, auditEntry: { id, index: Number(index), leafHash } },
    }
    const sealed = await sealViewAnswer({ view, hub, route: ROUTE, request: compact, replyCertificate, signingKey })
    const opened = { referralId, agencyId: caller.agency, userId: caller.user, auditEntryId: id }
    // The sender's hub hears that it was retrieved: what is opened offline nobody hears of.
    await store.run(async tx => {
      const meta = { id: newId(), aggregateId: id, aggregateVersion: 1, occurredAt: now(), correlationId }
      tx.emit(encode(viewOpened, opened, meta))
    })
    messages['contents.given-out'](deps.log, { ...opened, correlationId })
    return sealed
  }

/** With which that hub signs, for whoever opens it offline. */
export const signersFrom = async (directory: Directory, hub: string): Promise<string[]> =>
  (await directory.signersOf(hub)).filter(({ state }) => state !== 'not_trusted').map(({ armored }) => armored)

/** Whoever has a key that was compromised would open it. */
export async function demandKeyStands(directory: Directory, own: Party, sealedTo: string): Promise<void> {
  const listed = await directory.ownCertificates(own)
  if (listed.find(({ fingerprint }) => fingerprint === sealedTo)?.state === 'revoked')
    throw errors.contents_key_revoked()
}

/** It was cut when it was sealed, and nobody can cut it now. */
function demandAll(permit: Permit, { categories, codeNameOnly }: SealedContents): void {
  const permitted = categoriesOf(permit)
  const isPermitted = (category: string) =>
    category === 'identity' && (codeNameOnly || permit.codeNameOnly) ? codeNameOnly : permitted.has(category)
  if (!categories.every(isPermitted)) throw errors.contents_not_permitted()
}
