import type { Append, EntryInit } from '@amparo/asking'
import { Action, create, EntrySchema, encode, fileBuilt, fromBinary, timestampFromDate } from '@amparo/contracts'
import { type CustodyAct, type SignedEntry, sealBundle, withEntry } from '@amparo/crypto/bundle'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { bundleExpiryOf } from '../../domain/bundle-term.ts'
import type { Directory, RecipientCertificate } from '../../ports/directory.ts'
import type { FindRequest } from '../../ports/requests.ts'
import type { FileKey } from '../../queries/file-key.ts'
import {
  addPartOut,
  dropPartsOut,
  type FileDelivery,
  nextToSeal,
  postponeDelivery,
  saveSealed,
  settleDelivery,
  type ToSeal,
} from '../../store/file-deliveries.ts'
import { type FileKept, type FileTerms, getFile, openTerms } from '../../store/files.ts'
import type { IndexKeys } from '../../store/index-key.ts'
import type { AgencyKey } from '../../store/shares.ts'
import { messages } from '../messages.ts'
import { isOverFor } from '../request-files/leaving.ts'
import { namedAs } from '../request-files/may-see.ts'
import { passOn } from '../request-files/pass-on.ts'
import { type PackageKey, signerOfKey } from '../seal-to-agency.ts'
import type { InTurn } from './at-most.ts'
import { chunksOf } from './chunks-of.ts'
import { handWithin } from './hand-within.ts'
import { PART_BYTES, parcelSink } from './parcel.ts'
import { fromKept } from './signed-entries.ts'
import type { Stamp } from './stamp.ts'
import { workThrough } from './work-through.ts'

export interface SealDeliveriesDeps {
  readonly store: Pick<Store, 'run' | 'read' | 'statement' | 'copyOut'>
  readonly fileKey: FileKey
  /** By which a person's file is known again. */
  readonly index: Pick<IndexKeys, 'current'>
  readonly directory: Directory
  readonly findRequest: FindRequest
  readonly packageKey: PackageKey
  readonly append: Append
  /** Where an authority is configured. */
  readonly stamp?: Stamp | undefined
  /** For what holds chunks in memory. */
  readonly inTurn: InTurn
  readonly log: Log
  readonly now: Clock
  readonly newId: NewId
}

/**
 * Seals what was handed over, chunk by chunk, as a bundle for the receiving agency, with the entry of custody that says so; then what it is
 * stands in the log, and then exchange may have it. Broken off it is begun anew: nothing of it has left.
 */
export const sealDeliveries = (deps: SealDeliveriesDeps) => (signal: AbortSignal) =>
  workThrough(
    {
      ...{
        ...deps,
        name: 'file-deliveries',
        next: nextToSeal,
        work: (one: ToSeal) => deps.inTurn(() => seal(deps, one)),
      },
      postpone: (tx, { deliveryId }, now) => postponeDelivery(tx, deliveryId, now),
    },
    signal,
  )

async function seal(deps: SealDeliveriesDeps, delivery: ToSeal): Promise<void> {
  const { store, now, newId, log, fileKey, directory } = deps
  const { deliveryId, fileId, referralId, to, askedAt } = delivery
  const file = await store.read(reader => getFile(reader, fileId))
  if (await isOfOverRequest(deps, file))
    return store.run(tx => settleDelivery(tx, { deliveryId, state: 'expired', code: 'request_over', at: now() }))
  if (to.hub === file.by.hub) return handWithin(deps, delivery, file)
  const found = await directory.recipientOf(to)
  if (found === undefined) {
    const settled = { deliveryId, state: 'refused', code: 'recipient_unknown', at: now() } as const
    return store.run(tx => settleDelivery(tx, settled))
  }
  const recipient = found.own ?? found.envelope
  const key = await fileKey(file)
  // Since it was handed over, another agency of the request may have opened it, and has it.
  const giver = { hub: file.by.hub, agencyId: giverOf(delivery, file) }
  const terms = file.requestId === null ? openTerms(file, key) : await passOn(deps, { file, key, to: giver })
  await store.run(tx => dropPartsOut(tx, deliveryId))
  const signingKey = await deps.packageKey(recipient.profile)
  const { size, sha256 } = await sealed(deps, {
    ...{ delivery, file, terms, recipient, signingKey },
    agencyHeld: found.own !== undefined,
  })
  const signedBy = await signerOfKey(signingKey)
  const from = { hub: file.by.hub, agencyId: giverOf(delivery, file) }
  await deps.append(releaseOf(delivery, { entryId: newId(), from, sha256, at: now() }))
  const isDone = await store.run(async tx => {
    // It was taken back meanwhile, or has to wait.
    if (!(await saveSealed(tx, { deliveryId, size, sealedTo: recipient.fingerprint, signedBy }))) {
      await dropPartsOut(tx, deliveryId)
      return false
    }
    // When it was decided, not when it was sealed: what was taken back before this stood here was not stopped here, and is by exchange.
    const meta = { id: newId(), aggregateId: deliveryId, aggregateVersion: 1, occurredAt: askedAt }
    const itemId = file.subjectId === null ? (file.itemId ?? '') : ''
    const built = { deliveryId, referralId, from, to, size: BigInt(size), parts: Math.ceil(size / PART_BYTES), itemId }
    tx.emit(encode(fileBuilt, built, { ...meta, correlationId: deliveryId }))
    return true
  })
  if (isDone) messages['file.sealed'](log, { fileId, referralId, toHub: to.hub })
}

interface Release {
  readonly entryId: string
  readonly from: AgencyKey
  readonly sha256: string
  readonly at: Date
}

/** What leaves, on the grounds on which it was handed over. */
function releaseOf(
  { deliveryId, referralId, to, entry }: FileDelivery,
  { entryId, from, sha256, at }: Release,
): EntryInit {
  const known = { agency: from, referralId, recipient: to }
  return {
    ...(entry === null ? create(EntrySchema, known) : fromBinary(EntrySchema, entry)),
    ...{ entryId, action: Action.FILE_RELEASED, packageId: deliveryId, packageHash: sha256 },
    occurredAt: timestampFromDate(at),
  }
}

/** Between being handed over and being sealed a request may be taken back. */
async function isOfOverRequest({ findRequest }: SealDeliveriesDeps, file: FileKept): Promise<boolean> {
  const standing = file.requestId === null ? undefined : await findRequest(file.requestId)
  const named = standing && namedAs(standing, file)
  return standing !== undefined && named !== undefined && isOverFor(standing, named)
}

const giverOf = ({ fromAgency }: FileDelivery, { by }: FileKept): string => fromAgency ?? by.agencyId

interface Sealing {
  readonly delivery: FileDelivery
  readonly file: FileKept
  readonly terms: FileTerms
  readonly recipient: RecipientCertificate
  readonly signingKey: string
  readonly agencyHeld: boolean
}

async function sealed(
  deps: SealDeliveriesDeps,
  { delivery, file, terms, recipient, signingKey, agencyHeld }: Sealing,
): ReturnType<ReturnType<typeof parcelSink>['finish']> {
  const { store, now } = deps
  const { deliveryId, referralId, to, purpose, basis, handling, evaluation } = delivery
  const from = { hub: file.by.hub, agency: giverOf(delivery, file) }
  const goes = { from, to: { hub: to.hub, agency: to.agencyId } }
  const item = terms.item ?? file.fileId
  const at = now()
  const act: CustodyAct = { act: 'handed_over', by: from, to: goes.to, at }
  const custody: readonly SignedEntry[] = await withEntry(
    fromKept(terms.custody),
    { ...terms, item },
    act,
    await deps.packageKey('compatible'),
    deps.stamp,
  )
  const parcel = parcelSink((number, part) => store.run(tx => addPartOut(tx, deliveryId, number, part)))
  await sealBundle(
    {
      content: chunksOf(store, file, terms),
      terms: {
        ...{ bundle: deliveryId, item, mediaType: terms.mediaType, ...goes, referral: referralId },
        ...{
          purpose,
          basis,
          handling,
          madeAt: at,
          expiresAt: bundleExpiryOf(at, { agencyHeld }),
          custody,
          ...(evaluation !== null && { evaluation }),
        },
      },
      ...{ recipient: recipient.armored, signingKey, chunkBytes: terms.chunkBytes },
    },
    parcel,
  )
  return parcel.finish()
}
