import type { KeyObject } from 'node:crypto'
import type { Append } from '@amparo/asking'
import { Action, codesFrom, timestampFromDate } from '@amparo/contracts'
import { errors as cryptoErrors } from '@amparo/crypto'
import {
  BundleFault,
  type BundleSource,
  type Manifest,
  type OpenedBundle,
  openBundle,
  type SignedEntry,
  withEntry,
} from '@amparo/crypto/bundle'
import { AppError, type Clock, type NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { errors } from '../../domain/errors.ts'
import { whyNotOpened } from '../../domain/recipient-key.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Scan } from '../../ports/malware.ts'
import type { FindRequest } from '../../ports/requests.ts'
import type { FileKey } from '../../queries/file-key.ts'
import { isEvaluated, type Protocols } from '../../queries/protocol-rules.ts'
import type { DataKeys } from '../../store/data-keys.ts'
import {
  bytesIn,
  dropLost,
  type FileArrival,
  nextArrived,
  postponeArrival,
  saveHashOfList,
  saveOpening,
  settleArrival,
} from '../../store/file-arrivals.ts'
import { saveFileHash } from '../../store/file-hashes.ts'
import { dropArriving, getFile, keepFile } from '../../store/files.ts'
import type { IndexKeys } from '../../store/index-key.ts'
import { findKnownReferral } from '../../store/known-referrals.ts'
import { requestKey } from '../../store/request-texts.ts'
import type { AgencyKeyStore } from '../agency-key.ts'
import { messages } from '../messages.ts'
import { type Opening, openingFor } from '../received.ts'
import { checkNamed } from '../request-files/check-named.ts'
import type { PackageKey } from '../seal-to-agency.ts'
import type { InTurn } from './at-most.ts'
import { hashOfList, PART_BYTES, parcelSource } from './parcel.ts'
import { type Rewritten, rewriting } from './rewriting.ts'
import { stateRefused, stateStored } from './settle-arrival.ts'
import { toKept } from './signed-entries.ts'
import type { Stamp } from './stamp.ts'
import { takeSealed } from './take-sealed.ts'
import { workThrough } from './work-through.ts'

export interface VerifyArrivalsDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read' | 'statement' | 'copyOut'>
  readonly fileKey: FileKey
  /** By which a person's file is known again. */
  readonly index: Pick<IndexKeys, 'current'>
  /** A request for evidence draws its key with the first that is kept of it. */
  readonly keys: DataKeys
  readonly findRequest: FindRequest
  readonly keyStore: AgencyKeyStore
  readonly directory: Directory
  readonly packageKey: PackageKey
  readonly append: Append
  readonly forms: Protocols
  /** Where an authority is configured. */
  readonly stamp?: Stamp | undefined
  /** Certificates of authorities of timestamps that are believed, PEM. */
  readonly authorities: readonly string[]
  /** Where a scanner is configured a file waits for it, and so does its sender. */
  readonly scan?: Scan | undefined
  /** For what holds chunks in memory. */
  readonly inTurn: InTurn
  readonly log: Log
  readonly now: Clock
  readonly newId: NewId
}

/** Longer than exchange tries. */
const LOST_MS = 30 * 24 * 3_600_000

/**
 * Opens each bundle that has arrived whole: what it says, who signed it, each chunk, and that it is for this agency and referral. Then it is
 * a file like any other, under the person's key, and its chain of custody goes on. Its sender gets one signed statement of it.
 */
export const verifyArrivals = (deps: VerifyArrivalsDeps) => async (signal: AbortSignal) => {
  await dropLost({ sql: deps.store.statement }, new Date(deps.now().getTime() - LOST_MS))
  await workThrough(
    {
      ...{
        ...deps,
        name: 'file-arrivals',
        next: nextArrived,
        work: (one: FileArrival) => deps.inTurn(() => takeIn(deps, one)),
      },
      postpone: postponeArrival,
    },
    signal,
  )
}

async function takeIn(deps: VerifyArrivalsDeps, came: FileArrival): Promise<void> {
  const { hub, store } = deps
  const { fromHub, toAgency: agencyId, size } = came
  const opening = await openingFor(deps, { to: { hub, agencyId }, fromHub })
  const source = await parcelSource(size, (at, room) => bytesIn(store, came, { at, room, partBytes: PART_BYTES }))
  const arrival = { ...came, sha256: await hashOfList(source) }
  await store.run(tx => saveHashOfList(tx, arrival, arrival.sha256))
  if (opening?.holdsKeys !== true) return takeInOpened(deps, arrival, { source, opening })
  await takeSealed(deps, arrival, { source, opening }).catch((error: unknown) => refuse(deps, arrival, error))
}

interface Came {
  readonly source: BundleSource
  readonly opening: Opening | undefined
}

/** What the agency's key, which this hub has, opens. */
async function takeInOpened(deps: VerifyArrivalsDeps, arrival: FileArrival, came: Came): Promise<void> {
  const { store } = deps
  const { fileId: before } = arrival
  await store.run(async tx => {
    if (before !== null) await dropArriving(tx, before)
    await saveOpening(tx, arrival, null)
  })
  const key = await keyFor(deps, arrival)
  const file = rewriting(deps, arrival, key)
  try {
    const opened = await openVerified(deps, arrival, { ...came, file })
    await keep(deps, { arrival, opened, file, key })
  } catch (error) {
    await refuse(deps, arrival, error, file.fileId)
  }
}

/** Throws what is worth trying again. */
async function refuse(deps: VerifyArrivalsDeps, arrival: FileArrival, error: unknown, fileId?: string): Promise<void> {
  const { store, log } = deps
  const { fromHub, deliveryId, referralId } = arrival
  const code = refusalOf(error)
  if (code === undefined) throw error
  await store.run(async tx => {
    if (fileId !== undefined) await dropArriving(tx, fileId)
    await stateRefused(deps, tx, arrival, code)
  })
  messages['file.not-taken-in'](log, { deliveryId, referralId, fromHub, code })
}

const keyFor = (deps: VerifyArrivalsDeps, { subjectId, referralId }: FileArrival): Promise<KeyObject> =>
  subjectId === null ? requestKey(deps, referralId) : deps.fileKey({ subjectId, requestId: null })

/** Undefined: it is worth trying again. */
function refusalOf(error: unknown): string | undefined {
  if (error instanceof BundleFault) return error.code
  return error instanceof AppError && error.kind !== 'unavailable' ? error.code : undefined
}

async function openVerified(
  deps: VerifyArrivalsDeps,
  arrival: FileArrival,
  { source, opening, file }: Came & { readonly file: Rewritten },
): Promise<OpenedBundle> {
  const { hub, now, authorities } = deps
  if (opening === undefined) throw errors.file_not_for_us()
  const opened = await openBundle(source, {
    ...{ privateKeys: opening.privateKeys, authorities, at: now(), content: file.take },
    signers: opening.signers.filter(({ state }) => state !== 'not_trusted').map(({ armored }) => armored),
  })
  checkAddress(opened.manifest, arrival, hub)
  checkKey(opened.manifest, opening)
  if (arrival.subjectId === null) await checkNamed(deps, opened.manifest, arrival)
  else await checkEvaluated(deps, opened.manifest, arrival)
  return opened
}

/** Unless its limits came with it nobody here could keep them. */
async function checkEvaluated({ store, forms }: VerifyArrivalsDeps, manifest: Manifest, { referralId }: FileArrival) {
  const referral = await store.read(reader => findKnownReferral(reader, referralId))
  if (referral && isEvaluated(forms, referral) && codesFrom(manifest) === undefined) throw errors.item_codes_missing()
}

/** What was made for another agency, referral or delivery is no less signed. */
function checkAddress({ bundle, referral, from, to }: Manifest, arrival: FileArrival, hub: string): void {
  const { deliveryId, referralId, fromHub, fromAgency, toAgency } = arrival
  const isForUs = to.hub === hub && to.agency === toAgency && from.hub === fromHub && from.agency === fromAgency
  if (!isForUs || bundle !== deliveryId || referral !== referralId) throw errors.file_not_for_us()
}

function checkKey({ recipientKey, madeAt }: Manifest, { certificates, envelopes }: Opening): void {
  // To an agency that holds its keys itself nothing comes that its hub could read.
  if (envelopes.includes(recipientKey)) throw errors.contents_not_sealed()
  const own = certificates.find(({ fingerprint }) => fingerprint === recipientKey)
  const why = whyNotOpened(own, new Date(madeAt))
  if (why === 'revoked') throw cryptoErrors.recipient_key_revoked()
  if (why === 'expired') throw cryptoErrors.recipient_key_expired()
}

interface Keeping {
  readonly arrival: FileArrival
  readonly opened: OpenedBundle
  readonly file: Rewritten
  readonly key: KeyObject
}

async function keep(deps: VerifyArrivalsDeps, { arrival, opened, file, key }: Keeping): Promise<void> {
  const { hub, store, now, newId, log } = deps
  const { deliveryId, fromHub, referralId, toAgency: agencyId } = arrival
  const { manifest, chain } = opened
  const at = now()
  const act = { act: 'received', by: { hub, agency: agencyId }, to: null, at } as const
  const signingKey = await deps.packageKey('compatible')
  const custody: readonly SignedEntry[] = await withEntry(chain, manifest, act, signingKey, deps.stamp)
  const own = { hub, agencyId }
  const referral = await store.read(reader => findKnownReferral(reader, referralId))
  await deps.append({
    ...{ entryId: newId(), action: Action.FILE_TAKEN_IN, agency: own, recipient: own, referralId },
    ...{ ...(referral && { subjectRef: referral.shareId }), occurredAt: timestampFromDate(at) },
  })
  const terms = { ...file.terms(), custody: toKept(custody) }
  const by = arrival.subjectId === null ? undefined : await deps.index.current()
  await store.run(async tx => {
    const state = deps.scan ? 'quarantined' : 'kept'
    if (by) await saveFileHash(tx, { fileId: file.fileId, sha256: manifest.sha256 }, by)
    await keepFile(tx, await getFile(tx, file.fileId), { terms, at, key, state })
    if (deps.scan) await settleArrival(tx, arrival, { state: 'quarantined', code: '', at })
    else await stateStored(deps, tx, arrival)
  })
  messages['file.taken-in'](log, { fileId: file.fileId, deliveryId, referralId, fromHub })
}
