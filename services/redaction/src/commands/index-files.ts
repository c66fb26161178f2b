import { fenced, type Store } from '@amparo/store'
import type { DataKeys } from '../store/data-keys.ts'
import { filesNotIndexed, saveFileHash } from '../store/file-hashes.ts'
import { type FileKept, openTerms } from '../store/files.ts'
import { type Indexing, indexEach } from './index-each.ts'

interface Deps {
  readonly store: Pick<Store, 'run' | 'read'>
  readonly keys: Pick<DataKeys, 'get'>
}

/** By their hashes. */
export const indexFiles = ({ store, keys }: Deps, { index, lease, signal }: Indexing): Promise<void> =>
  indexEach<FileKept>(
    {
      after: (after, limit) => store.read(reader => filesNotIndexed(reader, { version: index.version, after, limit })),
      idOf: ({ fileId }) => fileId,
      index: async file => {
        const { fileId, subjectId } = file
        const { sha256 } = openTerms(file, await keys.get(subjectId ?? ''))
        await store.run(async tx => {
          await fenced(tx, lease)
          await saveFileHash(tx, { fileId, sha256 }, index)
        })
      },
    },
    signal,
  )
