import { type CustodyAct, fileCipher, inChunks, itemHasher, withEntry } from '@amparo/crypto/bundle'
import { AppError, type Clock } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import type { OpenHeld } from '../../queries/open-held.ts'
import {
  dropUnfinished,
  type FileKept,
  type FileTerms,
  keepFile,
  nextReceived,
  openTerms,
  piecesFrom,
  refuseFile,
} from '../../store/files.ts'
import { messages } from '../messages.ts'

export interface VerifyFilesDeps {
  readonly store: Pick<Store, 'run' | 'read'>
  readonly openHeld: OpenHeld
  /** With which entries of custody are signed. */
  readonly packageKey: (profile: 'compatible') => Promise<string>
  readonly log: Log
  readonly now: Clock
}

const UNFINISHED_MS = 7 * 24 * 3_600_000

/**
 * Looks at each file that is here whole: it is kept if it is what was announced, with the first entry of its chain of custody. One chunk is
 * in clear in memory at a time. A kill in between leaves it to be looked at again.
 */
export const verifyFiles =
  (deps: VerifyFilesDeps) =>
  async (signal: AbortSignal): Promise<void> => {
    const { store, now, log } = deps
    await store.run(tx => dropUnfinished(tx, new Date(now().getTime() - UNFINISHED_MS)))
    for (;;) {
      const file = await store.read(nextReceived)
      if (file === undefined || signal.aborted) return
      const { fileId, by } = file
      const kept = await keep(deps, file)
      if (!kept) await store.run(tx => refuseFile(tx, file, now()))
      messages[kept ? 'file.kept' : 'file.refused'](log, { fileId, agencyId: by.agencyId })
    }
  }

/** False if it is not what was announced. */
async function keep({ store, openHeld, packageKey, now }: VerifyFilesDeps, file: FileKept): Promise<boolean> {
  const { key } = await openHeld(file.subjectId)
  const terms = openTerms(file, key)
  if (!(await isAnnounced(store, file, terms))) return false
  const { hub, agencyId: agency } = file.by
  const at = now()
  const act: CustodyAct = { act: 'taken_in', by: { hub, agency }, to: null, at }
  const chain = await withEntry([], { item: file.fileId, ...terms }, act, await packageKey('compatible'))
  const custody = chain.map(({ bytes, signature }) => ({ base64: Buffer.from(bytes).toString('base64'), signature }))
  await store.run(tx => keepFile(tx, file, { ...terms, custody }, at, key))
  return true
}

async function isAnnounced(store: Pick<Store, 'read'>, file: FileKept, terms: FileTerms): Promise<boolean> {
  const cipher = fileCipher(Buffer.from(terms.secret, 'base64'), terms)
  const hasher = itemHasher()
  try {
    let number = 0
    for await (const sealed of inChunks(piecesFrom(store, file, 0), cipher.sealedChunkBytes))
      hasher.add(cipher.open(number++, sealed))
  } catch (error) {
    if (error instanceof AppError && error.code === 'record_unreadable') return false
    throw error
  }
  const found = hasher.finish()
  return (['size', 'root', 'sha256', 'sha512_256'] as const).every(field => found[field] === terms[field])
}
