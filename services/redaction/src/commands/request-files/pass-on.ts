import type { KeyObject } from 'node:crypto'
import { holderOf, withEntry } from '@amparo/crypto/bundle'
import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { errors } from '../../domain/errors.ts'
import type { Party } from '../../ports/decision.ts'
import { type FileKept, type FileTerms, openTerms, saveCustody } from '../../store/files.ts'
import { fromKept, toKept } from '../files/signed-entries.ts'
import type { Stamp } from '../files/stamp.ts'

export interface PassOnDeps {
  readonly store: Pick<Store, 'run'>
  /** With which entries of custody are signed. */
  readonly packageKey: (profile: 'compatible') => Promise<string>
  /** Where an authority is configured. */
  readonly stamp?: Stamp | undefined
  readonly now: Clock
}

/**
 * The chain of custody goes on inside the hub: whoever opens a file, or hands it over, has it from the agency that had it before, which two
 * more entries say. Answers what is known of it then. Nothing changes for whoever has it. Throws file_custody_moved if another takes it just
 * then.
 */
export async function passOn(
  { store, packageKey, stamp, now }: PassOnDeps,
  { file, key, to }: { readonly file: FileKept; readonly key: KeyObject; readonly to: Party },
): Promise<FileTerms> {
  const terms = openTerms(file, key)
  const chain = fromKept(terms.custody)
  const by = holderOf(chain)
  const holder = { hub: to.hub, agency: to.agencyId }
  if (by === undefined || (by.hub === holder.hub && by.agency === holder.agency)) return terms
  const item = { ...terms, item: file.itemId ?? terms.item ?? file.fileId }
  const signingKey = await packageKey('compatible')
  const at = now()
  const given = await withEntry(chain, item, { act: 'handed_over', by, to: holder, at }, signingKey, stamp)
  const taken = await withEntry(given, item, { act: 'received', by: holder, to: null, at }, signingKey, stamp)
  const next = { ...terms, custody: toKept(taken) }
  if (!(await store.run(tx => saveCustody(tx, file, next, key)))) throw errors.file_custody_moved()
  return next
}
