import type { KeyObject } from 'node:crypto'
import type { Append } from '@amparo/asking'
import { Action, timestampFromDate } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import { type Store, storeErrors, type Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { Directory } from '../ports/directory.ts'
import type { Forms } from '../queries/assessed.ts'
import type { Finding, Findings } from '../queries/find-people.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { isBarred, isEvaluated, isMeant } from '../queries/protocol-rules.ts'
import { barFromIndex } from '../store/blind-index.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { addKnownReferral, findKnownReferral, type KnownReferral } from '../store/known-referrals.ts'
import type { OwnKey } from '../store/own-keys.ts'
import { addPackageIn, findPackageIn, isOvertaken } from '../store/packages-in.ts'
import { holdReferral, isRecalled } from '../store/recalls.ts'
import { holdLinked } from '../store/record-links.ts'
import { addSubject, addVersion, nextVersion } from '../store/records.ts'
import { keepSealedContents, removeSealedBefore } from '../store/sealed-contents.ts'
import { getOrAddShare } from '../store/shares.ts'
import type { AgencyKeyStore } from './agency-key.ts'
import { barHubs } from './bar-hubs.ts'
import { keepFindings } from './keep-findings.ts'
import { isSame } from './open-case.ts'
import type { Patience } from './patience.ts'
import { type ReadPackage, type ReceivedPackage, readPackage } from './read-package.ts'
import { openingFor, orRefused, refuseSuspendedSender } from './received.ts'

export interface TakeInDeps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly keys: DataKeys
  readonly keyStore: AgencyKeyStore
  readonly directory: Directory
  readonly openHeld: OpenHeld
  readonly finding: Finding
  readonly append: Append
  readonly forms: Pick<Forms, 'get'>
  readonly now: Clock
  readonly newId: NewId
  /** With which a supplement waits for its referral. */
  readonly patience: Patience
}

export interface OpenedPackage extends ReadPackage {
  readonly subjectId: string
  readonly subjectRef: string
  readonly key: KeyObject
  /** Where nothing comes to be under it. */
  readonly destroyKey: () => Promise<void>
  /** Undefined: nobody is to find the person. */
  readonly findings: Findings | undefined
}

/** Of which consent hears. */
export type Told = Pick<OpenedPackage, 'content' | 'subjectId' | 'subjectRef'>

export type Opened =
  | { readonly kind: 'opened'; readonly opened: OpenedPackage }
  /** The same referral, sent again: what it brought before is here. */
  | { readonly kind: 'again'; readonly opened: Told; readonly keep: (tx: Transaction) => Promise<void> }
  /** Completes what an earlier package of the same referral brought. */
  | { readonly kind: 'supplement'; readonly keep: (tx: Transaction) => Promise<void> }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'seen' }

/**
 * Opens a package and has its arrival in the log; what is to be stored, `keepPackage` stores in the event's transaction. Throws
 * only what is worth trying again: a package that is not for us, not readable or too late is refused with its code.
 */
export const openPackage =
  (deps: TakeInDeps) =>
  (received: ReceivedPackage, receivedAt: Date): Promise<Opened> =>
    orRefused(() =>
      deps.patience.taking(async () => {
        const seen = await deps.store.read(reader => findPackageIn(reader, received.packageId, received.fromHub))
        return seen === undefined ? open(deps, received, receivedAt) : { kind: 'seen' }
      }),
    )

async function open(deps: TakeInDeps, received: ReceivedPackage, receivedAt: Date): Promise<Opened> {
  const { hub, keys, append, now, newId } = deps
  const { to, fromHub, referralId } = received
  if (to.hub !== hub || fromHub === hub) throw errors.package_not_for_us()
  if (await deps.store.read(reader => isRecalled(reader, referralId, fromHub))) throw errors.package_recalled()
  const opening = await openingFor(deps, received)
  if (opening === undefined) throw errors.package_not_for_us()
  const isTaken = async (packageId: string) =>
    (await deps.store.read(reader => findPackageIn(reader, packageId, fromHub))) !== undefined
  const read = await readPackage(received, { ...opening, isTaken })
  if (read.content.supplement)
    return { kind: 'supplement', keep: await supplement(deps, { received, receivedAt }, read) }
  if (!isMeant(deps.forms, read.content)) throw errors.protocol_differs()
  // Unless its limits came with it nobody here could keep them.
  if (isEvaluated(deps.forms, read.content) && !read.content.itemCodes) throw errors.item_codes_missing()
  const before = await deps.store.read(reader => findKnownReferral(reader, referralId))
  if (isOf(before, { received, read })) {
    const { subjectId, shareId: subjectRef } = before
    const opened = { content: read.content, subjectId, subjectRef }
    return { kind: 'again', opened, keep: await addTo(deps, { received, referral: before }, read) }
  }
  const [subjectId, subjectRef] = [newId(), newId()]
  await append({
    entryId: newId(),
    action: Action.PACKAGE_TAKEN_IN,
    agency: to,
    referralId,
    subjectRef,
    recipient: to,
    purpose: read.content.purpose,
    occurredAt: timestampFromDate(now()),
  })
  const findings = await findingsOf(deps, read)
  const ids = { subjectId, subjectRef, destroyKey: () => keys.destroy(subjectId) }
  return { kind: 'opened', opened: { ...read, ...ids, findings, key: await keys.create(subjectId) } }
}

const findingsOf = async (
  { finding, forms }: TakeInDeps,
  { content, view }: Pick<ReadPackage, 'content' | 'view'>,
  except?: string,
) => (isBarred(forms, content) ? undefined : finding.ofRecord({ kind: 'package', view }, except))

/** Only from the agency that sent the referral, for the agency that has it. */
async function supplement(
  deps: TakeInDeps,
  { received, receivedAt }: { readonly received: ReceivedPackage; readonly receivedAt: Date },
  read: ReadPackage,
) {
  const referral = await deps.store.read(reader => findKnownReferral(reader, received.referralId))
  if (referral === undefined) deps.patience.awaitReferral(receivedAt)
  if (!isOf(referral, { received, read })) throw errors.package_not_for_us()
  // Of a referral consent says so, by its grant.
  await refuseSuspendedSender(deps, referral.from)
  return addTo(deps, { received, referral }, read)
}

/** Whether it is of that referral: from who sent it, to who has it. */
const isOf = (
  referral: KnownReferral | undefined,
  { received: { to }, read }: { readonly received: ReceivedPackage; readonly read: ReadPackage },
): referral is KnownReferral => {
  const { from } = read.content
  return referral !== undefined && from !== undefined && isSame(referral.from, from) && isSame(referral.to, to)
}

/** What is held of the person from now on. */
async function addTo(
  deps: TakeInDeps,
  { received, referral }: { readonly received: ReceivedPackage; readonly referral: KnownReferral },
  { content, view, sealed }: ReadPackage,
) {
  const { packageId, referralId, fromHub, to } = received
  const { subjectId, shareId } = referral
  const { key } = await deps.openHeld(subjectId)
  const findings = await findingsOf(deps, { content, view }, subjectId)
  await deps.append({
    entryId: deps.newId(),
    action: Action.PACKAGE_TAKEN_IN,
    agency: to,
    referralId,
    subjectRef: shareId,
    recipient: to,
    purpose: content.purpose,
    occurredAt: timestampFromDate(deps.now()),
  })
  // It may be refused by itself, and then nobody is to read it, whatever a backup brings back.
  const own = content.supplement ? undefined : await ownKey(deps)
  return async (tx: Transaction): Promise<void> => {
    await holdReferral(tx, received)
    // What it was to be joined to was let go of, or recalled, meanwhile.
    if (!(await deps.keys.has(subjectId))) throw storeErrors.database_unavailable()
    const { recordVersion, supplement } = content
    // What a later one brought stands: an old number is never to come back.
    const overtaken = recordVersion > 0 && (await isOvertaken(tx, subjectId, recordVersion))
    const records = await holdLinked(tx, subjectId)
    const addedVersion = overtaken ? 0 : await nextVersion(tx, subjectId)
    await addPackageIn(tx, { packageId, fromHub, subjectId, recordVersion, addedVersion, supplement })
    if (overtaken) return
    const under = { subjectId, key, version: addedVersion, own }
    await addVersion(tx, { ...under, held: { kind: 'package', view } })
    if (sealed) await keepSealedContents(tx, under, sealed)
    // It cannot be refused any more.
    if (supplement) await removeSealedBefore(tx, subjectId, addedVersion)
    const { now, newId } = deps
    const at = now()
    if (findings) await keepFindings(tx, { subjectId, recordVersion: addedVersion, findings, newId, at })
    // What it says is heard by the others, too: by one of them a hub may have the person that they fear now.
    if (records.length > 1) await barHubs(deps, tx, { records, at })
  }
}

async function ownKey({ keys, newId }: TakeInDeps): Promise<OwnKey> {
  const keyId = newId()
  return { keyId, key: await keys.create(keyId) }
}

/**
 * Into the vault, under a new key of the person's own, with a reference for the receiving agency. What was recalled while it was opened is
 * not kept: its key goes, and it is opened again, which refuses it.
 */
export async function keepPackage(
  tx: Transaction,
  opened: OpenedPackage,
  received: ReceivedPackage,
  of: { readonly newId: NewId; readonly at: Date },
): Promise<void> {
  const { subjectId, subjectRef, key, view, content, findings, sealed } = opened
  const { to, referralId, packageId, fromHub } = received
  await holdReferral(tx, received)
  if (await isRecalled(tx, referralId, fromHub)) {
    await opened.destroyKey()
    throw storeErrors.database_unavailable()
  }
  await addSubject(tx, { subjectId, key, held: { kind: 'package', view } })
  if (sealed) await keepSealedContents(tx, { subjectId, key, version: 1 }, sealed)
  const agency = { hub: to.hub, agencyId: to.agencyId }
  await getOrAddShare(tx, { shareId: subjectRef, subjectId, agency, referralId, codeName: view.codeName }, key)
  const { recordVersion } = content
  await addPackageIn(tx, { packageId, fromHub, subjectId, recordVersion, addedVersion: 1, supplement: false })
  const { from, protocol, priority, purpose, services, protocolId, protocolVersion, quick, itemCodes } = content
  await addKnownReferral(tx, {
    ...{ referralId, subjectId, shareId: subjectRef, to: agency, protocol, priority, purpose, services },
    ...{ protocolId, protocolVersion, quick, itemCodes },
    from: { hub: fromHub, agencyId: from?.agencyId ?? '' },
  })
  if (findings) await keepFindings(tx, { subjectId, recordVersion: 1, findings, ...of })
  else await barFromIndex(tx, subjectId)
}
