import { fenced, type Store } from '@amparo/store'
import type { DataKeys } from '../store/data-keys.ts'
import { filesNotIndexed, saveFileHash } from '../store/file-hashes.ts'
import { type FileKept, openTerms } from '../store/files.ts'
import { type Indexing, indexEach } from './index-each.ts'

interface Deps {
  readonly store: Pick<Store, 'run' | 'read'>
  readonly keys: Pick<DataKeys, 'get' | 'has'>
}

/** By their hashes. */
export const indexFiles = ({ store, keys }: Deps, indexing: Indexing): Promise<void> => {
  const { index, lease } = indexing
  return indexEach<FileKept, string>(
    {
      after: (after, limit) => store.read(reader => filesNotIndexed(reader, { version: index.version, after, limit })),
      idOf: ({ fileId }) => fileId,
      subjectOf: ({ subjectId }) => subjectId ?? '',
      open: async file => openTerms(file, await keys.get(file.subjectId ?? '')).sha256,
      save: ({ fileId }, sha256) =>
        store.run(async tx => {
          await fenced(tx, lease)
          await saveFileHash(tx, { fileId, sha256 }, index)
        }),
    },
    keys,
    indexing,
  )
}
