import { fenced, type Store } from '@amparo/store'
import { codeNameOf, codeNamesNotIndexed, type SealedCodeName, saveCodeName } from '../store/code-names.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { type Indexing, indexEach } from './index-each.ts'

interface Deps {
  readonly store: Pick<Store, 'run' | 'read'>
  readonly keys: Pick<DataKeys, 'get' | 'has'>
}

export const indexCodeNames = ({ store, keys }: Deps, indexing: Indexing): Promise<void> => {
  const { index, lease } = indexing
  return indexEach<SealedCodeName, string>(
    {
      after: (after, limit) =>
        store.read(reader => codeNamesNotIndexed(reader, { version: index.version, after, limit })),
      idOf: ({ shareId }) => shareId,
      subjectOf: ({ subjectId }) => subjectId,
      open: async sealed => codeNameOf(sealed, await keys.get(sealed.subjectId)),
      save: (sealed, codeName) =>
        store.run(async tx => {
          await fenced(tx, lease)
          await saveCodeName(tx, sealed, { token: index.codeNameToken(codeName), version: index.version })
        }),
    },
    keys,
    indexing,
  )
}
