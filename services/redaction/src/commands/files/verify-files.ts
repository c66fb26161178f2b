import { type CustodyAct, itemHasher, withEntry } from '@amparo/crypto/bundle'
import { AppError, type Clock } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store, Transaction } from '@amparo/store'
import type { Scan } from '../../ports/malware.ts'
import type { FileKey } from '../../queries/file-key.ts'
import { saveFileHash } from '../../store/file-hashes.ts'
import {
  dropUnfinished,
  type FileKept,
  type FileTerms,
  keepFile,
  nextReceived,
  openTerms,
  postponeFile,
  refuseFile,
} from '../../store/files.ts'
import type { IndexKeys } from '../../store/index-key.ts'
import { messages } from '../messages.ts'
import type { InTurn } from './at-most.ts'
import { chunksOf } from './chunks-of.ts'
import { toKept } from './signed-entries.ts'
import type { Stamp } from './stamp.ts'
import { workThrough } from './work-through.ts'

export interface VerifyFilesDeps {
  readonly store: Pick<Store, 'run' | 'read' | 'statement' | 'copyOut'>
  readonly fileKey: FileKey
  /** By which a person's file is known again. */
  readonly index: Pick<IndexKeys, 'current'>
  /** With which entries of custody are signed. */
  readonly packageKey: (profile: 'compatible') => Promise<string>
  /** Where an authority is configured. */
  readonly stamp?: Stamp | undefined
  /** Where a scanner is configured a file waits for it. */
  readonly scan?: Scan | undefined
  /** For what holds chunks in memory. */
  readonly inTurn: InTurn
  readonly log: Log
  readonly now: Clock
}

/** So long an upload waits for somebody to go on with it. */
const UNFINISHED_MS = 7 * 24 * 3_600_000

/**
 * Looks at each file that is here whole: it is kept if it is what was announced, with the first entry of its chain of custody. One chunk is
 * in clear in memory at a time. A kill in between leaves it to be looked at again.
 */
export const verifyFiles =
  (deps: VerifyFilesDeps) =>
  async (signal: AbortSignal): Promise<void> => {
    const { store, now, log } = deps
    await dropUnfinished({ sql: store.statement }, new Date(now().getTime() - UNFINISHED_MS))
    const work = async (file: FileKept): Promise<void> => {
      const { fileId, by } = file
      const kept = await deps.inTurn(() => keep(deps, file))
      if (!kept) await store.run(tx => refuseFile(tx, file, now()))
      messages[kept ? 'file.kept' : 'file.refused'](log, { fileId, agencyId: by.agencyId })
    }
    const postpone = (tx: Transaction, { fileId }: FileKept, at: Date) => postponeFile(tx, fileId, at)
    await workThrough({ ...deps, name: 'files', next: nextReceived, work, postpone }, signal)
  }

/** False if it is not what was announced. */
async function keep(
  { store, fileKey, index, packageKey, stamp, scan, now }: VerifyFilesDeps,
  file: FileKept,
): Promise<boolean> {
  const key = await fileKey(file)
  const terms = openTerms(file, key)
  if (!(await isAnnounced(store, file, terms))) return false
  const { hub, agencyId: agency } = file.by
  const at = now()
  const act: CustodyAct = { act: 'taken_in', by: { hub, agency }, to: null, at }
  const chain = await withEntry([], { ...terms, item: file.fileId }, act, await packageKey('compatible'), stamp)
  const by = file.subjectId === null ? undefined : await index.current()
  await store.run(async tx => {
    const custody = toKept(chain)
    await keepFile(tx, file, { terms: { ...terms, custody }, at, key, state: scan ? 'quarantined' : 'kept' })
    if (by) await saveFileHash(tx, { fileId: file.fileId, sha256: terms.sha256 }, by)
  })
  return true
}

async function isAnnounced(store: Pick<Store, 'copyOut'>, file: FileKept, terms: FileTerms): Promise<boolean> {
  const hasher = itemHasher()
  try {
    for await (const chunk of chunksOf(store, file, terms)) hasher.add(chunk)
  } catch (error) {
    if (error instanceof AppError && error.code === 'record_unreadable') return false
    throw error
  }
  const found = hasher.finish()
  return (['size', 'root', 'sha256', 'sha512_256'] as const).every(field => found[field] === terms[field])
}
