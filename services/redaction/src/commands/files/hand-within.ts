import { codesFrom } from '@amparo/contracts'
import { withEntry } from '@amparo/crypto/bundle'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import type { FileKey } from '../../queries/file-key.ts'
import { addArrivalWithin } from '../../store/file-arrivals.ts'
import { type FileDelivery, saveDelivered } from '../../store/file-deliveries.ts'
import { saveFileHash } from '../../store/file-hashes.ts'
import { copyFile, type FileKept, openTerms } from '../../store/files.ts'
import type { IndexKeys } from '../../store/index-key.ts'
import { messages } from '../messages.ts'
import type { PackageKey } from '../seal-to-agency.ts'
import { fromKept, toKept } from './signed-entries.ts'
import type { Stamp } from './stamp.ts'

interface HandWithinDeps {
  readonly store: Pick<Store, 'run'>
  readonly fileKey: FileKey
  /** By which a person's file is known again. */
  readonly index: Pick<IndexKeys, 'current'>
  readonly packageKey: PackageKey
  readonly stamp?: Stamp | undefined
  readonly log: Log
  readonly now: Clock
  readonly newId: NewId
}

/**
 * The other agency is in this hub: it gets the file as one of its own, with the chain of custody that says from whom, and opens it by the
 * referral on a decision made then. Both hold it from now on, each with a chain of its own. All of it or nothing.
 */
export async function handWithin(deps: HandWithinDeps, delivery: FileDelivery, file: FileKept): Promise<void> {
  const { store, now, newId, log } = deps
  const { deliveryId, referralId, to, handling, evaluation, incriminating } = delivery
  const key = await deps.fileKey(file)
  // What was said to whom it came from was said of that way alone.
  const { incriminating: _, ...terms } = openTerms(file, key)
  const item = terms.item ?? file.fileId
  const at = now()
  const [giver, taker] = [file.by, to].map(({ hub, agencyId: agency }) => ({ hub, agency }))
  if (giver === undefined || taker === undefined) throw new TypeError('a file that goes to nobody')
  const signingKey = await deps.packageKey('compatible')
  const about = { ...terms, item }
  const over = { act: 'handed_over', by: giver, to: taker, at } as const
  const given = await withEntry(fromKept(terms.custody), about, over, signingKey, deps.stamp)
  const custody = await withEntry(given, about, { act: 'received', by: taker, to: null, at }, signingKey, deps.stamp)
  const fileId = newId()
  const itemCodes = codesFrom({ handling, evaluation: evaluation ?? undefined })
  const said = { ...(itemCodes && { itemCodes }), ...(incriminating && { incriminating }) }
  const kept = { ...about, ...said, custody: toKept(custody) }
  const by = await deps.index.current()
  const isDone = await store.run(async tx => {
    // It was taken back meanwhile.
    if (!(await saveDelivered(tx, deliveryId, at))) return false
    await copyFile(tx, file, { fileId, by: to, referralId, at }, kept, key)
    await saveFileHash(tx, { fileId, sha256: terms.sha256 }, by)
    await addArrivalWithin(tx, { delivery, file, fileId, at })
    return true
  })
  if (isDone) messages['file.handed-within'](log, { fileId, deliveryId, referralId })
}
