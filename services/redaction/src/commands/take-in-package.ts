import type { KeyObject } from 'node:crypto'
import { Action, timestampFromDate } from '@amparo/contracts'
import type { FileKeyStore } from '@amparo/crypto'
import { AppError, type Clock, type NewId } from '@amparo/kernel'
import type { Store, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { Append } from '../ports/access-log.ts'
import type { Directory } from '../ports/directory.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { addPackageIn, findPackageIn } from '../store/packages-in.ts'
import { addSubject } from '../store/records.ts'
import { getOrAddShare } from '../store/shares.ts'
import { agencyKey } from './agency-key.ts'
import { type ReadPackage, type ReceivedPackage, readPackage } from './read-package.ts'

export interface TakeInDeps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly keys: DataKeys
  readonly keyStore: Pick<FileKeyStore, 'readPrivateKey'>
  readonly directory: Directory
  readonly append: Append
  readonly now: Clock
  readonly newId: NewId
}

export interface OpenedPackage extends ReadPackage {
  readonly subjectId: string
  readonly subjectRef: string
  readonly key: KeyObject
}

export type Opened =
  | { readonly kind: 'opened'; readonly opened: OpenedPackage }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'seen' }

/**
 * Opens a package and has its arrival in the log; what is to be stored, `keepPackage` stores in the event's transaction. Throws
 * only what is worth trying again: a package that is not for us, not readable or too late is refused with its code.
 */
export const openPackage =
  (deps: TakeInDeps) =>
  async (received: ReceivedPackage): Promise<Opened> => {
    try {
      const seen = await deps.store.read(reader => findPackageIn(reader, received.packageId, received.fromHub))
      return seen === undefined ? { kind: 'opened', opened: await open(deps, received) } : { kind: 'seen' }
    } catch (error) {
      if (error instanceof AppError && isFinal(error)) return { kind: 'refused', code: error.code }
      throw error
    }
  }

const isFinal = ({ kind, code }: AppError): boolean =>
  kind !== 'unavailable' || code === 'certificate_missing' || code === 'certificate_not_trusted'

async function open(deps: TakeInDeps, received: ReceivedPackage): Promise<OpenedPackage> {
  const { hub, keys, append, now, newId } = deps
  const { to, fromHub, referralId } = received
  if (to.hub !== hub || fromHub === hub) throw errors.package_not_for_us()
  const privateKey = await agencyKey(deps.keyStore, to.agencyId)
  if (privateKey === undefined) throw errors.package_not_for_us()
  const signer = await deps.directory.signerOf(fromHub)
  const read = await readPackage(received, { privateKey, signer, now: now() })
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
  return { ...read, subjectId, subjectRef, key: await keys.create(subjectId) }
}

/** Into the vault, under a new key of the person's own, with a reference for the receiving agency. */
export async function keepPackage(tx: Transaction, opened: OpenedPackage, received: ReceivedPackage): Promise<void> {
  const { subjectId, subjectRef, key, view } = opened
  const { to, referralId, packageId, fromHub } = received
  await addSubject(tx, { subjectId, key, held: { kind: 'package', view } })
  const agency = { hub: to.hub, agencyId: to.agencyId }
  await getOrAddShare(tx, { shareId: subjectRef, subjectId, agency, referralId, codeName: view.codeName }, key)
  await addPackageIn(tx, { packageId, fromHub, subjectId })
}
