import { fenced, type Lease, type Store } from '@amparo/store'
import type { DataKeys } from '../store/data-keys.ts'
import { filesNotIndexed, saveFileHash } from '../store/file-hashes.ts'
import { type FileKept, openTerms } from '../store/files.ts'
import type { IndexKey } from '../store/index-key.ts'

interface Deps {
  readonly store: Pick<Store, 'run' | 'read'>
  readonly keys: Pick<DataKeys, 'get'>
}

const AT_ONCE = 100

/** By the key of now, whatever is not. One that cannot be opened is left for the next time. */
export async function indexFiles(deps: Deps, index: IndexKey, signal: AbortSignal, lease: Lease): Promise<void> {
  let after: string | undefined
  do {
    const found: readonly FileKept[] = await deps.store.read(reader =>
      filesNotIndexed(reader, { version: index.version, after, limit: AT_ONCE }),
    )
    for (const file of found) {
      if (signal.aborted) return
      await indexOne(deps, index, lease, file).catch(() => undefined)
    }
    after = found.at(-1)?.fileId
  } while (after !== undefined)
}

async function indexOne({ store, keys }: Deps, index: IndexKey, lease: Lease, file: FileKept): Promise<void> {
  const { fileId, subjectId } = file
  const { sha256 } = openTerms(file, await keys.get(subjectId ?? ''))
  await store.run(async tx => {
    await fenced(tx, lease)
    await saveFileHash(tx, { fileId, sha256 }, index)
  })
}
