import type { KeyObject } from 'node:crypto'
import { holderOf, type SignedEntry, withEntry } from '@amparo/crypto/bundle'
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
  deps: PassOnDeps,
  { file, key, to }: { readonly file: FileKept; readonly key: KeyObject; readonly to: Party },
): Promise<FileTerms> {
  const terms = openTerms(file, key)
  const chain = fromKept(terms.custody)
  const item = { ...terms, item: file.itemId ?? terms.item ?? file.fileId }
  const taken = await chainWith(deps, { chain, item, holder: { hub: to.hub, agency: to.agencyId } })
  if (taken === chain) return terms
  const next = { ...terms, custody: toKept(taken) }
  if (!(await deps.store.run(tx => saveCustody(tx, file, next, key)))) throw errors.file_custody_moved()
  return next
}

interface Passed {
  readonly chain: readonly SignedEntry[]
  readonly item: Parameters<typeof withEntry>[1]
  readonly holder: NonNullable<ReturnType<typeof holderOf>>
}

/** The chain as it is once that agency has it: the same where it has, and where the item is said to have gone. */
export async function chainWith(
  { packageKey, stamp, now }: Omit<PassOnDeps, 'store'>,
  { chain, item, holder }: Passed,
): Promise<readonly SignedEntry[]> {
  const by = holderOf(chain)
  if (by === undefined || (by.hub === holder.hub && by.agency === holder.agency)) return chain
  const signingKey = await packageKey('compatible')
  const at = now()
  const given = await withEntry(chain, item, { act: 'handed_over', by, to: holder, at }, signingKey, stamp)
  return withEntry(given, item, { act: 'received', by: holder, to: null, at }, signingKey, stamp)
}
